// The test kit with the libraries that it is for: mocks of requests, and schemas of four libraries
// that are used in the same way.

import assert from "node:assert/strict";

import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type } from "arktype";
import { http } from "msw";
import { setupServer } from "msw/node";
import * as v from "valibot";
import { z } from "zod";

import { errorFrom, isApiError, parseError, type Envelope } from "shop-errors/shop";
import { bodySchema, detailsSchemas } from "shop-errors/shop/schema";
import { errors } from "shop-errors/shop/server";
import { fixtures, mock } from "shop-errors/shop/testing";

const server = setupServer(
    http.get("https://api.example.com/orders", mock.tooManyOrders()),
    http.get("https://api.example.com/slow", mock.tooManyOrders({ retryAfterMs: 90_000 }, { message: "Later" })),
);
server.listen({ onUnhandledRequest: "error" });
for (const _ of ["first", "again"]) {
    const error = await parseError(await fetch("https://api.example.com/orders"));
    assert.ok(isApiError(error, "too_many_orders"));
    assert.equal(error.retryAfterMs, 30_000);
    assert.equal(error.message, "Wait for 30 seconds");
}
const later = await parseError(await fetch("https://api.example.com/slow"));
assert.deepEqual([later.code, later.retryAfterMs, later.message], ["too_many_orders", 90_000, "Later"]);
server.close();

export function wrong(): void {
    // @ts-expect-error: not a detail of the code
    mock.tooManyOrders({ orderId: "A-1" });
    // @ts-expect-error: not a number
    mock.tooManyOrders({ retryAfterMs: "soon" });
    // @ts-expect-error: no such code
    mock.tooFewOrders();
}

const status: 404 = fixtures.orderNotFound.status;
const code: "order_not_found" = fixtures.orderNotFound.code;
assert.deepEqual([errorFrom(fixtures.orderNotFound).code, fixtures.orderNotFound.status], [code, status]);

/** What any library does that takes schemas of others. */
async function problems(schema: StandardSchemaV1, value: unknown): Promise<(string | number)[][]> {
    const { issues = [] } = await schema["~standard"].validate(value);
    const step = (key: PropertyKey | StandardSchemaV1.PathSegment) =>
        (typeof key === "object" ? key.key : key) as string | number;
    // The path of ArkType is of a class of its own.
    return issues.map(({ path = [] }) => Array.from(path, step));
}

type Body = StandardSchemaV1.InferOutput<typeof bodySchema>;
export const typed: Envelope | undefined = undefined as Body | undefined;

const ours = detailsSchemas.form_invalid;
const zod = z.looseObject({ problems: z.array(z.string()) });
const valibot = v.looseObject({ problems: v.array(v.string()) });
const arktype = type({ problems: "string[]" });
for (const value of [{ problems: ["quantity"] }, { problems: ["a", 1] }, { problems: 1 }, {}, null, { problems: [], more: 1 }]) {
    const found = await problems(ours, value);
    assert.deepEqual(found, await problems(zod, value), JSON.stringify(value));
    assert.deepEqual(found, await problems(valibot, value), JSON.stringify(value));
    assert.deepEqual(found, await problems(arktype, value), JSON.stringify(value));
}
assert.deepEqual(await problems(bodySchema, fixtures.orderNotFound.body), []);
assert.deepEqual(await problems(bodySchema, { error: { type: "request", code: 1, message: "" } }), [["error", "code"], ["error", "request_id"]]);

// A body is never without the members that every body has, and what is logged is what is sent.
for (const members of [{}, { requestId: "" }]) {
    const forgotten = errors.orderNotFound({ orderId: "A-1" }).with({ members });
    const { error } = forgotten.body as { error: { request_id: string } };
    assert.match(error.request_id, /^[0-9a-f]{32}$/);
    assert.equal(forgotten.toNode().body, JSON.stringify(forgotten.body));
}
