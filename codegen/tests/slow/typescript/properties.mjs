// Properties of the parsers: whatever the input, they return an error and never throw; what was read
// can be written and read again.
//
// Usage: node properties.mjs NODE_MODULES, beside cases.json and node_modules/ with the package

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { inspect } from "node:util";

import { isApiError } from "api-errors";
import * as curaway from "api-errors/curaway";
import * as lms from "api-errors/lms";
import * as loop from "api-errors/loop";
import * as medblocks from "api-errors/medblocks";

const fc = createRequire(process.argv[2])("fast-check");
// The same inputs in every run.
const settings = { seed: 269, numRuns: 400 };

const { cases } = JSON.parse(readFileSync("cases.json", "utf8"));
const catalogs = { curaway, lms, loop, medblocks };
const catalog = fc.constantFrom(...Object.keys(catalogs));

const text = fc.string({ unit: "binary", maxLength: 40 });
const headerText = fc.oneof(
    text,
    fc.constantFrom("Bearer scope=", 'Bearer scope="a\\', "120", "Sun, 06 Nov 1994 08:49:37 GMT", "?error=%E0%A4%A"),
);
const headerNames = ["Retry-After", "retry-after", "WWW-Authenticate", "location", "date", "get", "__proto__"];
const headerValue = fc.oneof(headerText, fc.double(), fc.array(headerText, { maxLength: 3 }), fc.constant(undefined));
const headers = fc.dictionary(fc.oneof(fc.constantFrom(...headerNames), text), headerValue, { maxKeys: 6 });
const status = fc.integer({ min: 100, max: 599 });

// JSON that often has the members and codes of the envelopes.
const names = ["error", "errors", "code", "type", "message", "details", "field", "__proto__", "toString"];
const strings = [...new Set(cases.map(({ code }) => code))];
const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(null, true, false, ""),
        fc.constantFrom(...strings),
        // Via text, which has no -0.
        fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value))),
        fc.array(tie("json"), { maxLength: 4 }),
        fc.array(fc.tuple(fc.constantFrom(...names), tie("json")), { maxLength: 4 }).map((members) =>
            // Via text, so that `__proto__` is an ordinary member.
            JSON.parse(`{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`),
        ),
    ),
}));

/** Checks what every error has, known or not. */
function check(error, expected) {
    assert.ok(error instanceof Error && isApiError(error));
    assert.equal(error.catalog, expected.catalog);
    assert.equal(error.status, expected.status);
    assert.ok(error.code === undefined || typeof error.code === "string");
    assert.equal(error.known, catalogs[expected.catalog].isErrorCode(error.code));
    assert.ok(error.retryAfterMs === undefined || error.retryAfterMs >= 0);
    assert.equal(typeof error.message, "string");
    JSON.stringify(error);
    inspect(error);
    String(error);
}

/** The parts of an error that do not depend on where it was created. */
function seen(error) {
    const { catalog, code, known, status, message, body, details, others } = error;
    // Includes sensitive details, which are not enumerable.
    const all = Object.fromEntries(Object.getOwnPropertyNames(details).map((name) => [name, details[name]]));
    return { catalog, code, known, status, message, body, details: all, others: others.map(seen) };
}

test("any JSON and any headers make an error", () => {
    const property = fc.property(catalog, status, headers, json, (catalog, status, headers, body) => {
        check(catalogs[catalog].errorFrom({ status, headers, body }), { catalog, status });
    });
    fc.assert(property, { ...settings, numRuns: 3000 });
});

test("any bytes make an error", async () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const property = fc.asyncProperty(catalog, fc.integer({ min: 400, max: 599 }), bytes, async (catalog, status, bytes) => {
        check(await catalogs[catalog].parseError(new Response(bytes, { status })), { catalog, status });
    });
    await fc.assert(property, settings);
});

test("any text as the body, cut off anywhere, makes an error", () => {
    const whole = fc.constantFrom(...cases.filter(({ body }) => body !== null));
    const property = fc.property(whole, status, fc.nat(500), text, ({ catalog, body }, status, at, more) => {
        const cut = JSON.stringify(body).slice(0, at) + more;
        check(catalogs[catalog].errorFrom({ status, body: cut }), { catalog, status });
    });
    fc.assert(property, settings);
});

test("any address of a redirect makes an error or none", () => {
    const parameter = fc.tuple(fc.constantFrom("error", "error_description", "%", "a[b]"), text);
    const query = fc.array(parameter).map((all) => all.map((pair) => pair.join("=")).join("&"));
    const property = fc.property(fc.oneof(text, query.map((query) => `https://x/cb?${query}`)), (address) => {
        const error = loop.errorFromRedirect(address);
        if (error !== undefined) check(error, { catalog: "loop", status: 302 });
    });
    fc.assert(property, settings);
});

test("what was read is read again from what it is written as", () => {
    const property = fc.property(catalog, status, headers, json, (catalog, status, headers, body) => {
        // Text is parsed if it is a whole body.
        fc.pre(typeof body !== "string");
        const { errorFrom } = catalogs[catalog];
        const first = errorFrom({ status, headers, body });
        const written = JSON.stringify(first.body);
        assert.deepEqual(seen(errorFrom({ status, headers, body: written })), seen(first));
    });
    fc.assert(property, { ...settings, numRuns: 1500 });
});

test("every code carries any message and any texts there and back", () => {
    // Text that a header can contain: visible characters with spaces between them.
    const visible = fc.string({ unit: "grapheme-ascii", maxLength: 20 }).map((text) => text.trim());
    const quoted = (text) => `"${text.replace(/["\\]/g, "\\$&")}"`;
    for (const { catalog, code, body, message, details, headers, status } of cases.filter(({ body }) => body !== null)) {
        const { errorFrom } = catalogs[catalog];
        const texts = Object.entries(details).filter(([, value]) => typeof value === "string");
        const property = fc.property(text.filter((text) => text !== ""), visible, (fresh, detail) => {
            const filled = JSON.parse(JSON.stringify(body), (_, value) => {
                if (typeof value !== "string" || value === code) return value;
                if (value === message) return fresh;
                return texts.some(([, example]) => example === value) ? detail : value;
            });
            const sent = headers.map(([name, value]) => {
                const [, example] = texts.find(([, example]) => value.includes(example)) ?? [];
                if (example === undefined) return [name, value];
                return [name, value === example ? detail : value.replace(quoted(example), () => quoted(detail))];
            });
            const error = errorFrom({ status, headers: Object.fromEntries(sent), body: JSON.stringify(filled) });
            assert.equal(error.code, code);
            if (message !== null) assert.equal(error.message, fresh);
            const expected = { ...details, ...Object.fromEntries(texts.map(([name]) => [name, detail])) };
            assert.deepEqual({ ...error.details }, expected);
            assert.deepEqual(error.body, filled);
        });
        fc.assert(property, { ...settings, numRuns: texts.length > 0 ? 200 : 20 });
    }
});

test("a redirect carries any texts there and back", () => {
    const redirected = cases.filter(({ location }) => location !== null);
    assert.ok(redirected.length > 0);
    for (const { catalog, code, location } of redirected) {
        const property = fc.property(text.filter((text) => text !== ""), (fresh) => {
            const query = new URL(location).searchParams;
            query.set("error_description", fresh);
            for (const address of [`https://x/cb?${query}`, `https://x/cb?a=b&${query}#fragment`]) {
                const error = catalogs[catalog].errorFromRedirect(address);
                assert.equal(error.code, code);
                assert.equal(error.message, fresh);
            }
        });
        fc.assert(property, settings);
    }
});
