// Compares the fixture of every case with what the reference shows, reads it as a client does, and
// validates its body and its details.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const cases = JSON.parse(readFileSync("cases.json", "utf8"));
const isValid = (schema, value) => schema["~standard"].validate(value).issues === undefined;

let faults = 0;
for (const { catalog, code, index, redirect, status, headers, body } of cases) {
    const { fixtures, mock } = await import(`api-errors/${catalog}/testing`);
    const { bodySchema, detailsSchemas } = await import(`api-errors/${catalog}/schema`);
    const { errorFrom, parseError } = await import(`api-errors/${catalog}`);
    try {
        const fixture = Object.values(fixtures)[index];
        assert.deepEqual(fixture, { code, status: status ?? 500, headers, body });
        const error = errorFrom(fixture);
        assert.equal(error.code, code);
        const received = await parseError(Object.values(mock)[index]()());
        assert.deepEqual(received.toJSON(), error.toJSON());
        if (!redirect) {
            assert.ok(isValid(bodySchema, body));
            assert.ok(!isValid(bodySchema, 1));
        }
        const details = detailsSchemas[code];
        if (details === undefined) continue;
        assert.ok(isValid(details, error.details), JSON.stringify(details["~standard"].validate(error.details)));
        assert.ok(!isValid(details, "no object"));
    } catch (fault) {
        faults += 1;
        console.error(`${catalog}: ${code}: ${fault.message}`);
    }
}
assert.ok(cases.length > 0);
process.exit(faults === 0 ? 0 : 1);
