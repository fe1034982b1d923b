// What a received error tells besides its code and details, and that it survives what passes it on.

import { type ApiError, type ApiErrorOf, errorFrom, errorFromJson, isApiError, parseError } from "api-errors/shop";

declare const structuredClone: <Value>(value: Value) => Value;

function check(holds: boolean, about: string): void {
    if (!holds) throw new Error(about);
}

const headers = { "X-Order-Id": "A-1", "X-Trace": ["a", "b"], "X-Flag": true, "X-None": null };
const order = (code: string, message: string) => ({ error: { type: "request", code, message, request_id: "req-1" } });
const missing = errorFrom({ status: 404, headers, body: order("order_not_found", "Order A-1 does not exist") });
const limited = errorFrom({ status: 429, headers: { "retry-after": "3" }, body: order("too_many_orders", "Wait") });
const failed = errorFrom({ status: 502, body: order("supplier_failed", "Down") });
const newer = errorFrom({ status: 404, body: order("order_moved", "Moved") });
const page = errorFrom({ status: 503, headers: { "Retry-After": "5" }, body: "<h1>Down</h1>" });

/** The status tells codes apart, and a code tells its status. */
export function narrowed(error: ApiError): "order_not_found" | "route_unknown" | undefined {
    if (error.known && error.code === "body_too_large") {
        const status: 413 = error.status;
        check(status === 413, "the status");
    }
    return error.known && error.status === 404 ? error.code : undefined;
}
export const status: 429 = 429 satisfies ApiErrorOf<"too_many_orders">["status"];
check(narrowed(missing) === "order_not_found", "narrowed by status");

check(missing.requestId === "req-1", "the id of the request");
check(missing.headers["x-order-id"] === "A-1", "a header");
check(missing.headers["x-trace"] === "a, b" && missing.headers["x-flag"] === "true", "headers as HTTP libraries have them");
check(!("x-none" in missing.headers), "no header for null");
check(missing.retry === undefined && !missing.isRetryable, "nothing is documented");
check(limited.retry === "after_delay" && limited.isRetryable && limited.retryAfterMs === 3000, "after a delay");
check(failed.retry === "backoff" && failed.isRetryable, "with backoff");
check(page.retry === undefined && page.isRetryable, "a page that says when to come again");
check(missing.docsUrl === "https://docs.example.com/errors/order_not_found", "the address of the entry");
check(newer.docsUrl === undefined && newer.retry === undefined && !newer.known, "a newer code");

for (const error of [missing, limited, failed, newer, page]) {
    for (const value of [JSON.parse(JSON.stringify(error)) as unknown, structuredClone(error.toJSON())]) {
        const copy = errorFromJson(value);
        if (copy === undefined) throw new Error(`${error.message} is lost`);
        check(isApiError(copy) && copy instanceof Error && copy.name === "ApiError", "it is an error");
        check(JSON.stringify(copy) === JSON.stringify(error), `${JSON.stringify(copy)} is not ${JSON.stringify(error)}`);
        check(copy.known === error.known && copy.isRetryable === error.isRetryable, "known and retryable");
    }
}
const again = errorFromJson(JSON.parse(JSON.stringify(missing)));
check(again?.known === true && again.code === "order_not_found" && again.orderId === "A-1", "its details");
for (const value of [null, "text", {}, [], { catalog: "billing", message: "m", status: 404 }, new Error("other")]) {
    check(errorFromJson(value) === undefined, `${String(value)} is no error`);
}
check(errorFromJson(missing) === missing, "an error itself");

/** A response whose body has not been read is for `parseError`. */
export function mistaken(response: Response): ApiError {
    // @ts-expect-error: The body has not been read.
    return errorFrom(response);
}
check(/`parseError`/.test(mistaken(new Response("{}", { status: 404 })).message), "it says what to call");

const consumed = new Response(JSON.stringify(order("failed", "Failed")), { status: 500 });
await consumed.text();
const unread = await parseError(consumed);
check(unread.code === undefined && /^The body of the response \(HTTP 500\) cannot be read: /.test(unread.message), unread.message);
