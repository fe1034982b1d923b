// Parses every example response of the catalogs with ready-made envelopes.
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

test("a delay in a body may be a date", async () => {
    const { errorFrom } = await import("api-errors/redirect-nested");
    const read = (retry_in) =>
        errorFrom({
            status: 503,
            headers: { date: "Sun, 06 Nov 1994 08:49:00 GMT" },
            body: { error: { code: "try_again", retry_in } },
        }).waitMs;
    assert.equal(read("Sun, 06 Nov 1994 08:49:37 GMT"), 37_000);
    assert.equal(read(1.5), 2000);
    assert.equal(read("soon"), undefined);
    assert.equal(read(-1), undefined);
});
