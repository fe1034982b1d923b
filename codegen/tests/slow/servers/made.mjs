// What is made for texts that nobody set is made once for an error, however it is copied on its way.

import assert from "node:assert/strict";

import { errors as listed } from "api-errors/listed/server";
import { errors } from "api-errors/made/server";

const made = (error) => JSON.parse(error.toNode().body);

for (const isReadFirst of [true, false]) {
    const error = errors.gone();
    const before = isReadFirst ? error.body : undefined;
    const copies = [
        error.with({ cause: new Error("no row") }),
        error.with({ message: "Gone" }).with({ headers: { "Cache-Control": "no-store" } }),
        error.localized(() => ({ message: "Weg", language: "de" })),
    ];
    const { message: _, ...facts } = made(copies[0]);
    for (const copy of [...copies, error]) {
        const { message, ...same } = made(copy);
        assert.equal(message, copy.message);
        assert.deepEqual(same, facts);
    }
    if (before !== undefined) assert.deepEqual(made(error), before);

    // One id in each form, and one moment.
    assert.match(facts.trace, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.equal(facts.request_id, facts.trace.replaceAll("-", ""));
    assert.equal(facts.instance, `urn:uuid:${facts.trace}`);
    assert.equal(facts.at.slice(0, 10), facts.day);

    // Another error is another occurrence, and what is set is not made.
    assert.notEqual(made(errors.gone()).trace, facts.trace);
    const set = made(error.with({ members: { requestId: "req-1" } }));
    assert.deepEqual(set, { ...made(error), request_id: "req-1" });
}

// In a response with several errors, what names the request is one, as the time is; what names an error
// is its own.
const several = listed.gone().and(listed.gone()).and(listed.gone());
const body = made(several);
const distinct = (name) => new Set(body.errors.map((one) => one[name])).size;
assert.deepEqual(["request_id", "at", "id"].map(distinct), [1, 1, 3]);
assert.equal(body.trace, body.errors[0].id);
assert.equal(body.errors[0].request_id, body.trace.replaceAll("-", ""));
const complete = made(several.with({ members: { requestId: "req-1" } }).complete({ requestId: "req-2" }));
assert.deepEqual(complete.errors.map((one) => one.request_id), ["req-1", "req-2", "req-2"]);
