// Parses every example response of the registry with the package, then responses that differ from
// the documentation.
//
// Usage: node behavior.mjs, beside cases.json and node_modules/ with the package

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { inspect } from "node:util";

import { isApiError as isAnyApiError } from "api-errors";
import * as curaway from "api-errors/curaway";
import * as lms from "api-errors/lms";
import * as lmsMetadata from "api-errors/lms/metadata";
import * as loop from "api-errors/loop";
import * as loopMetadata from "api-errors/loop/metadata";
import * as loopReference from "api-errors/loop/reference";
import * as medblocks from "api-errors/medblocks";

const { cases, codes } = JSON.parse(readFileSync("cases.json", "utf8"));
const catalogs = { curaway, lms, loop, medblocks };

const problem = { error: "not_found", error_description: "Gone.", error_uri: "https://x/" };

test("every documented code is read from its example response", async () => {
    for (const { catalog, code, status, headers, body, location, message, details } of cases) {
        const { parseError, isApiError, isErrorCode } = catalogs[catalog];
        const response = new Response(body === null ? null : JSON.stringify(body), {
            status,
            headers: location === null ? headers : [...headers, ["Location", location]],
        });
        const error = await parseError(response);
        assert.equal(error.code, code);
        assert.equal(error.catalog, catalog);
        assert.equal(error.status, status);
        assert.equal(error.known, true);
        if (message !== null) assert.equal(error.message, message);
        assert.deepEqual({ ...error.details }, details, code);
        for (const [name, value] of Object.entries(details)) assert.deepEqual(error[name], value);
        assert.deepEqual(error.others, []);
        assert.ok(error instanceof Error && isApiError(error) && isApiError(error, code));
        assert.ok(isAnyApiError(error) && isErrorCode(error.code));
        if (location !== null) {
            const redirected = catalogs[catalog].errorFromRedirect(new URL(location));
            assert.equal(redirected.code, code);
            assert.equal(redirected.status, 302);
            assert.equal(catalogs[catalog].errorFromRedirect(location, 303).status, 303);
            assert.deepEqual(redirected.body, error.body);
        }
    }
    assert.equal(cases.length, codes);
});

test("metadata and reference have every code", async () => {
    for (const { catalog, code, docsUrl } of cases) {
        const { metadataOf } = await import(`api-errors/${catalog}/metadata`);
        const { ErrorCodes } = await import(`api-errors/${catalog}/codes`);
        const { referenceOf } = await import(`api-errors/${catalog}/reference`);
        assert.equal(metadataOf(code).docsUrl ?? null, docsUrl);
        assert.ok(referenceOf(code).description);
        assert.equal(ErrorCodes[code], code);
    }
    for (const none of ["toString", "__proto__", "constructor", "", undefined]) {
        assert.equal(loopMetadata.metadataOf(none), undefined);
        assert.equal(loopReference.referenceOf(none), undefined);
        assert.equal(loop.isErrorCode(none), false);
    }
});

test("an unknown code is kept", () => {
    for (const code of ["brand_new", "toString", "__proto__", "constructor", ""]) {
        const error = loop.errorFrom({ status: 409, body: { ...problem, error: code } });
        assert.equal(error.code, code);
        assert.equal(error.known, false);
        assert.equal(error.message, "Gone.");
        assert.equal(loop.match(error, {}, ({ code }) => code), code);
    }
});

test("a body that is not the envelope is reported as received", async () => {
    const bodies = ["", "<h1>502</h1>", "null", "[]", "7", '"text"', "{}", '{"error":1}', '{"error":{}}'];
    for (const body of bodies) {
        for (const { parseError } of Object.values(catalogs)) {
            const error = await parseError(new Response(body, { status: 502 }));
            assert.equal(error.code, undefined);
            assert.equal(error.known, false);
            assert.equal(error.status, 502);
        }
    }
    const page = await loop.parseError(new Response("<h1>502</h1>", { status: 502 }));
    assert.equal(page.body, "<h1>502</h1>");
    const used = new Response("{}", { status: 500 });
    await used.text();
    const throwing = { status: 500, headers: new Headers(), text: () => { throw new Error("no body"); } };
    assert.equal((await loop.parseError(throwing)).cause.message, "no body");
    const error = await loop.parseError(used);
    assert.equal(error.code, undefined);
    assert.ok(error.cause instanceof TypeError);
    assert.equal(loop.errorFrom({ status: 500 }).code, undefined);
    assert.equal(loop.errorFrom({ status: 500, body: undefined, headers: undefined }).status, 500);
});

test("a detail of the wrong kind is left out", () => {
    const read = (details) =>
        lms.errorFrom({ status: 422, body: { success: false, error: "x", code: "VALIDATION_ERROR", details } });
    for (const details of [null, 1, "x", [], undefined]) {
        assert.deepEqual(read(details).details, {});
    }
    assert.deepEqual(read({ a: "b" }).fields, { a: "b" });
});

test("Retry-After is read in every format", () => {
    const wait = (headers) => {
        const error = loop.errorFrom({ status: 429, headers, body: { ...problem, error: "rate_limited" } });
        assert.equal(error.details.retryAfterMs, error.retryAfterMs);
        return error.retryAfterMs;
    };
    const date = "Sun, 06 Nov 1994 08:49:07 GMT";
    assert.equal(wait({ "Retry-After": "120" }), 120_000);
    assert.equal(wait({ "retry-after": " 0 " }), 0);
    assert.equal(wait({ "RETRY-AFTER": ["3"] }), 3000);
    assert.equal(wait({ "retry-after": 4 }), 4000);
    assert.equal(wait(new Headers({ "Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT", Date: date })), 30_000);
    assert.equal(wait({ "Retry-After": "Sunday, 06-Nov-94 08:49:37 GMT", Date: date }), 30_000);
    assert.equal(wait({ "Retry-After": "Sun Nov  6 08:49:37 1994", Date: date }), 30_000);
    assert.equal(wait({ "Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT" }), 0);
    const later = wait({ "Retry-After": new Date(Date.now() + 60_000).toUTCString() });
    assert.ok(later > 50_000 && later <= 60_000, String(later));
    for (const odd of ["", "-1", "1.5", "soon", "1e9", "2026-01-31", "Sun, nonsense 99:99:99 GMT"]) {
        assert.equal(wait({ "Retry-After": odd }), undefined, odd);
    }
    // A timer that is set to more than 24.8 days may fire at once.
    for (const endless of ["9999999", "9".repeat(400), "Fri, 31 Dec 9999 23:59:59 GMT"]) {
        assert.equal(wait({ "Retry-After": endless }), 2_073_600_000);
    }
    assert.equal(wait({}), undefined);
    // Any response may have it.
    assert.equal(loop.errorFrom({ status: 503, headers: { "Retry-After": "7" } }).retryAfterMs, 7000);
});

test("the parameter of a challenge is found", () => {
    const scope = (challenge) =>
        loop.errorFrom({
            status: 403,
            headers: { "WWW-Authenticate": challenge },
            body: { ...problem, error: "insufficient_scope" },
        }).requiredScope;
    assert.equal(scope('Bearer realm="a, scope=no", scope="read write"'), "read write");
    assert.equal(scope("Bearer error=insufficient_scope,scope=read"), "read");
    assert.equal(scope('Negotiate abc==, Basic realm="x", Bearer SCOPE = "a\\"b"'), 'a"b');
    assert.equal(scope('Bearer scope="unclosed'), "unclosed");
    assert.equal(scope("Bearer"), undefined);
    assert.equal(scope(""), undefined);
    const long = "a".repeat(100_000);
    for (const odd of [long, '"'.repeat(100_000), '\\"'.repeat(50_000), "a ".repeat(50_000), `a${" ".repeat(100_000)}b`]) {
        assert.equal(scope(odd), undefined);
    }
});

test("all errors in a response are read", () => {
    const body = {
        errors: [
            { code: "INTAKE_VALIDATION_001", field: "email" },
            { code: "MADE_UP" },
            null,
            { code: 7 },
            { code: "DOCTOR_VALIDATION_001", field: "name" },
        ],
    };
    const error = curaway.errorFrom({ status: 422, body });
    assert.equal(error.code, "INTAKE_VALIDATION_001");
    assert.equal(error.field, "email");
    assert.deepEqual(
        error.others.map(({ code, known, details }) => [code, known, { ...details }]),
        [
            ["MADE_UP", false, {}],
            ["DOCTOR_VALIDATION_001", true, { field: "name" }],
        ],
    );
});

test("a redirect without an error makes none", () => {
    for (const url of ["https://x/cb", "https://x/cb?code=1#error=access_denied", "", "?error", "?%"]) {
        const error = loop.errorFromRedirect(url);
        assert.ok(error === undefined || error.code === "", url);
    }
    const error = loop.errorFromRedirect("https://x/cb?error=access_denied&error=other&error_description=a+b%20c%2");
    assert.equal(error.code, "access_denied");
    assert.equal(error.message, "a b c%2");
    assert.equal(loop.errorFrom({ status: 302, headers: { location: "/cb" } }).code, undefined);
    assert.equal(loop.errorFrom({ status: 201, headers: { location: "/?error=x" } }).code, undefined);
});

test("logs have neither the body nor sensitive details", () => {
    const error = loop.errorFrom({ status: 404, body: { ...problem, secret: "hunter2" } });
    assert.equal(error.body.secret, "hunter2");
    assert.ok(!inspect(error).includes("hunter2"));
    assert.ok(error.stack.startsWith("ApiError: Gone."), error.stack);
    assert.deepEqual(JSON.parse(JSON.stringify(error)), {
        name: "ApiError",
        message: "Gone.",
        catalog: "loop",
        code: "not_found",
        known: true,
        status: 404,
        details: {},
        docsUrl: problem.error_uri,
    });
});

test("an error from another copy of the package is recognized", async () => {
    const other = await import("./copy/lib/loop/index.js");
    const error = other.errorFrom({ status: 404, body: problem });
    assert.ok(!(error instanceof loop.errorFrom({ status: 404 }).constructor));
    assert.ok(loop.isApiError(error) && loop.isApiError(error, "not_found") && isAnyApiError(error));
    assert.ok(!loop.isApiError(error, "conflict") && !lms.isApiError(error));
    for (const odd of [undefined, null, 1, "x", {}, new Error("x"), { code: "not_found" }]) {
        assert.equal(loop.isApiError(odd), false);
    }
});

test("handlers are called by code", () => {
    const error = loop.errorFrom({ status: 404, body: problem });
    assert.equal(loop.matchSome(error, { not_found: (e) => e.status }, () => 0), 404);
    assert.equal(loop.matchSome(error, { conflict: () => 1 }, (e) => e.code), "not_found");
    assert.equal(loop.matchSome(error, { not_found: undefined }, () => 0), 0);
});

test("the handling order is that of the catalog", () => {
    assert.deepEqual(
        lmsMetadata.handling.steps.map(({ codes }) => codes).flat(),
        [
            "TOKEN_EXPIRED",
            "AUTHENTICATION_ERROR",
            "AUTHORIZATION_ERROR",
            "VALIDATION_ERROR",
            "NOT_FOUND",
            "CONFLICT",
            "RATE_LIMIT_EXCEEDED",
        ],
    );
    assert.equal(lmsMetadata.handlingOf("TOKEN_EXPIRED").action, "refresh_and_retry");
    assert.equal(lmsMetadata.handlingOf("DATABASE_ERROR").action, "show_generic_error");
    assert.equal(lmsMetadata.handlingOf("MADE_UP").action, "show_generic_error");
});

test("no input makes a reader throw", async () => {
    let seed = 1;
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
    const names = ["error", "code", "errors", "details", "type", "message", "field", "__proto__"];
    const strings = ["", "not_found", "VALIDATION_ERROR", "IÑTÂKE", "\u0000\ud800", "INTAKE_VALIDATION_001"];
    const value = (depth) => {
        switch (random(depth > 4 ? 4 : 6)) {
            case 0:
                return null;
            case 1:
                return random(2) === 0;
            case 2:
                return random(1000) - 500;
            case 3:
                return strings[random(strings.length)];
            case 4:
                return Array.from({ length: random(4) }, () => value(depth + 1));
            default:
                return JSON.parse(
                    `{${Array.from({ length: random(4) }, () => `${JSON.stringify(names[random(names.length)])}:${JSON.stringify(value(depth + 1))}`).join()}}`,
                );
        }
    };
    const texts = ["", "\u00ff\u0001", 'a="', "9", "Sun, 06 Nov", "Bearer scope=", "%%%", "?error=%E0%A4%A"];
    for (let round = 0; round < 3_000; round++) {
        const headers = {
            "retry-after": texts[random(texts.length)],
            "www-authenticate": texts[random(texts.length)],
            location: texts[random(texts.length)],
        };
        const body = random(8) === 0 ? texts[random(texts.length)] : value(0);
        for (const { errorFrom } of Object.values(catalogs)) {
            const error = errorFrom({ status: random(600), headers, body });
            assert.ok(error.known || typeof error.code !== "number");
            JSON.stringify(error);
            inspect(error);
        }
    }
});

test("an error is an instance of the class of its catalog, whatever copy made it", async () => {
    const error = medblocks.errorFrom({ status: 500, body: { error: { code: "new" } } });
    const copy = await import("./copy/lib/medblocks/index.js");
    assert.ok(error instanceof medblocks.MedblocksError && error instanceof copy.MedblocksError);
    assert.ok(copy.errorFrom({ status: 500 }) instanceof medblocks.MedblocksError);
    for (const other of [error.message, null, {}, new Error("no"), loop.errorFrom({ status: 500 })]) {
        assert.ok(!(other instanceof medblocks.MedblocksError));
    }
});

test("what the API asks to log is logged", () => {
    for (const code of ["new", "ehr_login_failed"]) {
        const body = { error: { code, message: "No.", request_id: "req_1" } };
        const error = medblocks.errorFrom({ status: 500, body });
        assert.deepEqual(error.logged, { "error.request_id": "req_1" });
        assert.match(inspect(error), /req_1/);
        assert.match(JSON.stringify(error), /"logged":\{"error.request_id":"req_1"\}/);
    }
    assert.deepEqual(medblocks.errorFrom({ status: 500, body: { error: { code: "new" } } }).logged, {});
    assert.ok(!("logged" in loop.errorFrom({ status: 500, body: { error: "not_found" } })));
});
