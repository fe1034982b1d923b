// Reads every example response of the catalogs with ready-made envelopes.
//
// Usage: node envelopes.mjs, beside cases.json and node_modules/ with the package

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { cases, codes } = JSON.parse(readFileSync("cases.json", "utf8"));

for (const { catalog, code, status, headers, body, location, message, details } of cases) {
    test(`${catalog} ${code}`, async () => {
        const { parseError, isApiError, errorFrom } = await import(`api-errors/${catalog}`);
        const response =
            location === null
                ? new Response(JSON.stringify(body), { status, headers })
                : new Response(null, { status, headers: [...headers, ["Location", location]] });
        const error = await parseError(response);
        assert.ok(isApiError(error, code) && error.known);
        assert.deepEqual([error.code, error.status], [code, status]);
        if (message !== null) assert.equal(error.message, message);
        // Sensitive details are not enumerable.
        for (const [name, value] of Object.entries(details)) {
            assert.deepEqual(error.details[name], value, name);
        }
        if (location !== null) return;
        assert.deepEqual(error.body, body);
        const unknown = errorFrom({ status, body: JSON.stringify(body).replaceAll(code, "newer") });
        assert.deepEqual([unknown.code, unknown.known], ["newer", false]);
        assert.equal(errorFrom({ status: 502, body: {} }).code, undefined);
    });
}

test("there is a case for every code", () => assert.equal(cases.length, codes));
