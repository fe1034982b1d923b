// What the compiler says of the errors that a service makes.

import type { Answers } from "api-errors/server/answer";
import { errors, isServiceError, type ServiceDetails, type ServiceError } from "api-errors/shop/server";

const error = errors.orderNotFound({ orderId: "A-1" });

/** The status, the code and the headers are literal types. */
export const status: 404 = error.status;
export const code: "order_not_found" = error.code;
export const id: string = error.details.orderId;
export const { headers } = error.toNode();
export const type: "application/json" = headers["Content-Type"];
export const header: string = headers["X-Order-Id"];
// @ts-expect-error: The response has no such header.
headers["Retry-After"];

// @ts-expect-error: A detail is forgotten.
errors.orderNotFound({});
// @ts-expect-error: All details are forgotten.
errors.orderNotFound();
// @ts-expect-error: A detail has another type.
errors.orderNotFound({ orderId: 1 });
// @ts-expect-error: A detail is misspelled.
errors.orderNotFound({ orderID: "A-1" });
// @ts-expect-error: There is no such code.
errors.orderLost();

/** What else can be set keeps the type. */
export const set: 404 = error.with({
    message: "Gone",
    headers: { "Cache-Control": "no-store" },
    members: { requestId: "req-1" },
    cause: new Error("no row"),
}).status;
// @ts-expect-error: The code is not documented with this status.
error.with({ status: 400 });
// @ts-expect-error: The body has no such member.
error.with({ members: { requestID: "req-1" } });

/** The response is that of `fetch`. */
export const response: Response = error.toResponse();

/** A delay is in milliseconds, or until a date. */
export const delayed = [{ retryAfterMs: 1000 }, { retryAfterMs: new Date() }].map(errors.tooManyOrders);

/** Any error of the catalog is told apart by its guard. */
export function read(value: unknown): ServiceError["code"] | undefined {
    return isServiceError(value) ? value.code : undefined;
}

export const details: ServiceDetails["formInvalid"] = { problems: [] };

export const answers: Answers<{ readonly id: string }> = {
    internal: errors.failed,
    failures: { 404: errors.routeUnknown, invalid: ({ issues }) => errors.formInvalid({ problems: issues.map(String) }) },
    members: (request) => ({ requestId: request.id }),
};
export const wrong: Answers = {
    internal: errors.failed,
    // @ts-expect-error: The error takes details.
    failures: { 404: errors.orderNotFound },
};
