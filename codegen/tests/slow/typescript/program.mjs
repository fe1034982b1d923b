// Runs the program of the README against one response after another.
//
// Usage: node program.mjs, beside program.js

import assert from "node:assert/strict";

const json = (status, body, headers = {}) => () =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
const envelope = (error) => ({ error, error_description: "Text.", error_uri: "https://x/" });

const runs = [
    [json(200, ["iron"]), [["iron"]]],
    [
        json(403, envelope("insufficient_scope"), { "WWW-Authenticate": 'Bearer scope="labs:read"' }),
        ["missing scope:", "labs:read"],
    ],
    [json(429, envelope("rate_limited"), { "Retry-After": "7" }), ["try again in", 7000, "ms"]],
    [json(404, envelope("not_found")), ["HTTP 404, not_found: Text."]],
    [json(418, envelope("newer_than_this")), ["HTTP 418, newer_than_this: Text."]],
    [
        () => Promise.resolve(new Response("<h1>Bad gateway</h1>", { status: 502 })),
        ["HTTP 502, no code: The response (HTTP 502) has no error code"],
    ],
];
for (const [index, [fetch, expected]] of runs.entries()) {
    const printed = [];
    const { log } = console;
    globalThis.fetch = fetch;
    console.log = (...values) => printed.push(...values);
    await import(`./program.js?${index}`);
    console.log = log;
    assert.deepEqual(printed, expected);
}

// Other errors are not swallowed.
globalThis.fetch = () => Promise.reject(new TypeError("no network"));
await assert.rejects(import("./program.js?last"), TypeError);
