// Reads the responses of a table with the TypeScript client, and prints what it sees in each as a
// line of JSON.
//
// Usage: node hostile.mjs, beside cases.json and node_modules/ with the package

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const cases = JSON.parse(readFileSync("cases.json", "utf8"));

// When the responses arrive: Sun, 06 Nov 1994 08:49:37 GMT.
Date.now = () => 784_111_777_000;

/** Headers as a plain object, with arrays for those that repeat. */
function recordOf(headers) {
    const record = new Map();
    for (const [name, value] of headers) record.set(name, [...(record.get(name) ?? []), value]);
    return Object.fromEntries(record);
}

/** Headers as `fetch` returns them; none if it would refuse them. */
function headersOf(headers) {
    try {
        return new Headers(headers);
    } catch {
        return undefined;
    }
}

/** What an error looks like to a program. */
function seen({ code, message, details, retryAfterMs, others }) {
    if (code === undefined) return { code: null };
    const { waitMs, ...shown } = details;
    const codes = others.map((error) => error.code);
    const facts = { code, message, details: shown, delay: retryAfterMs ?? null };
    return { ...facts, others: codes.length > 100 ? codes.length : codes };
}

/** The value as JSON, in which halves of surrogate pairs are U+FFFD. */
const json = (value) => JSON.stringify(value, (_, it) => (typeof it === "string" ? it.toWellFormed() : it));

const prototypes = [Object, Array, Map, Error].map((it) => it.prototype);
const before = prototypes.map(Reflect.ownKeys);

for (const { about, api, status, headers, body } of cases) {
    const { errorFrom, parseError } = await import(`api-errors/${api}`);
    const bytes = Buffer.from(body, "latin1");
    // A library may leave the byte order mark, or remove it.
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    const first = json(seen(errorFrom({ status, headers: recordOf(headers), body: text })));
    const fetched = headersOf(headers) ?? recordOf(headers);
    const response = { status, headers: fetched, text: async () => new TextDecoder().decode(bytes) };
    assert.equal(json(seen(await parseError(response))), first, about);
    console.log(json({ about, ...JSON.parse(first) }));
}

assert.deepEqual(prototypes.map(Reflect.ownKeys), before);
assert.equal({}.polluted, undefined);
