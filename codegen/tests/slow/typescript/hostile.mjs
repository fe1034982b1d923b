// A registry full of text that tries to break out says the same in the package as in its files.
//
// Usage: node hostile.mjs, beside hostile.json and node_modules/ with the package

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inspect } from "node:util";

import * as hostile from "api-errors/hostile";
import { ErrorCodes } from "api-errors/hostile/codes";
import { handlingOf, metadata, metadataOf } from "api-errors/hostile/metadata";
import { reference, referenceOf, sections } from "api-errors/hostile/reference";
import * as bare from "api-errors/runtime";

const { codes, texts, response } = JSON.parse(readFileSync("hostile.json", "utf8"));

assert.equal(globalThis.owned, undefined);
assert.deepEqual(Object.keys(ErrorCodes).sort(), codes.toSorted());
assert.deepEqual(Object.keys(metadata).sort(), codes.toSorted());
for (const code of codes) {
    assert.equal(ErrorCodes[code], code);
    assert.ok(hostile.isErrorCode(code) && metadataOf(code) && Object.hasOwn(reference, code));
    assert.equal(referenceOf(code).description, texts[code]);
}
assert.equal(metadataOf("isPrototypeOf"), undefined);
assert.equal(handlingOf("toString").action, "throw");
assert.equal(sections.default.title, "Default */ `section` @deprecated");

const error = hostile.errorFrom({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: JSON.stringify(response.body),
});
const { details } = error;
assert.equal(error.code, "self");
assert.equal(details.message, 'a\u200b"b\\');
assert.equal(details.constructor, 1);
assert.equal(details.toString, null);
assert.equal(details.cause, true);
assert.equal(details.retryAfterMs, 30_000);
assert.deepEqual(details.retryAfterMsDetail, [1, 2]);
assert.equal(details.secret, "hunter2");
assert.deepEqual(details.deep, { 'a"b': [{}] });
assert.equal(details.when, null);
assert.equal(details.scope, 'a "b" \\ c, error=x');

// In the query of a redirect, a nested envelope is JSON.
const nested = encodeURIComponent(JSON.stringify({ "a b": [{ "*/": "type", constructor: "Said." }] }));
const redirected = hostile.errorFromRedirect(`https://x/?__proto__=${nested}`);
assert.deepEqual([redirected.code, redirected.message, redirected.status], ["type", "Said.", 302]);

// A detail does not replace a member of every error; other details are members.
assert.ok(error.message.includes("*/ `x` $"), error.message);
assert.equal(error.constructor.name, "ApiError");
assert.ok(String(error).startsWith("ApiError: "));
assert.equal(error.cause, undefined);
assert.equal(error.when, null);
assert.equal(error.secret, "hunter2");
assert.ok(!inspect(error).includes("hunter2") && !JSON.stringify(error).includes("hunter2"));

assert.equal(bare.isErrorCode("x"), false);
assert.equal(bare.errorFrom({ status: 400, body: { code: "x" } }).code, "x");
