// Makes the error of every case by its factory, and compares what it sends with what the reference
// shows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { isApiError } from "api-errors";

const cases = JSON.parse(readFileSync("cases.json", "utf8"));

/** What a service sets of the body, as the examples have it. */
const members = {
    "json-api": { pointer: "/data/attributes/title" },
    problem: { instance: "/orders/7" },
    medblocks: { requestId: "9c9b6f7a-8e4f-4a3b-9c1e-6f3a2d8b7c4d" },
};

let faults = 0;
for (const { catalog, code, index, details, redirect, status, message, headers, body } of cases) {
    const { errors, isServiceError } = await import(`api-errors/${catalog}/server`);
    const { parseError } = await import(`api-errors/${catalog}`);
    try {
        const made = Object.values(errors)[index](details);
        const error = made.with({
            members: members[catalog],
            ...(redirect && { redirect }),
        });
        assert.ok(error instanceof Error && isServiceError(error) && !isApiError(error));
        assert.equal(error.code, code);
        assert.equal(error.message, message);
        assert.equal(error.stack, made.stack);
        assert.match(error.stack, /^ServiceError: /);
        const answer = error.toNode();
        assert.equal(answer.status, status ?? 500);
        assert.deepEqual(answer.headers, headers);
        assert.deepEqual(answer.body === "" ? "" : JSON.parse(answer.body), body);
        const response = error.toResponse();
        assert.equal(response.status, answer.status);
        assert.equal(await response.clone().text(), answer.body);
        for (const [name, value] of Object.entries(headers)) assert.equal(response.headers.get(name), value);
        // The client of the same package reads what was sent.
        const received = await parseError(response);
        assert.equal(received.code, code);
        assert.equal(received.known, true);
    } catch (fault) {
        faults += 1;
        console.error(`${catalog}: ${code}: ${fault.message}`);
    }
}

// Several errors in one response: the status and the headers are those of the first.
const several = cases.filter(({ catalog }) => catalog === "json-api");
if (several.length > 0) {
    const { errors } = await import("api-errors/json-api/server");
    const { parseError } = await import("api-errors/json-api");
    const made = several.map(({ index, details }) => Object.values(errors)[index](details));
    const all = made.reduce((all, error) => all.and(error));
    const { code, status, others } = await parseError(all.toResponse());
    assert.equal(status, several[0].status);
    assert.deepEqual([code, ...others.map((other) => other.code)], several.map(({ code }) => code));
}
assert.ok(cases.length > 0);
process.exit(faults === 0 ? 0 : 1);
