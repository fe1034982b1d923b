// What every service here does with what its handlers throw.

import { errorFrom } from "billing-errors/billing";
import type { Answers, Report } from "api-errors/server/answer";
import { messagesFor } from "api-errors/shop/messages";
import { errors } from "api-errors/shop/server";

/** The codes that were sent, with the messages of what was thrown. */
export const reported: string[] = [];

export const answers = {
    internal: errors.failed,
    upstream: errors.supplierFailed,
    failures: {
        400: errors.bodyUnreadable,
        404: errors.routeUnknown,
        405: errors.methodNotAllowed,
        413: errors.bodyTooLarge,
        invalid: ({ issues }) => errors.formInvalid({ problems: issues.map(textOf) }),
    },
    messages: (request) => messagesFor(languagesOf(request as Asked)),
    members: () => ({ requestId: "req-1" }),
    report: ({ thrown, sent }: Report<unknown>) => {
        reported.push(`${sent.code}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    },
} satisfies Answers;

/** A request of any framework, or the context of Hono. */
type Asked =
    | { readonly headers: Headers | { readonly "accept-language"?: string } }
    | { readonly headers?: undefined; readonly req: { header(name: string): string | undefined } };

function languagesOf(request: Asked): string | undefined {
    if (request.headers === undefined) return request.req.header("accept-language");
    const { headers } = request;
    return headers instanceof Headers ? headers.get("accept-language") ?? undefined : headers["accept-language"];
}

/** An issue of Fastify, or a message of NestJS. */
function textOf(issue: unknown): string {
    return typeof issue === "string" ? issue : (issue as { message: string }).message;
}

/** Fails in one of the ways in which handlers fail. */
export function order(id: string): never {
    switch (id) {
        case "limited":
            throw errors.tooManyOrders({ retryAfterMs: 29_001 });
        case "broken":
            throw new Error("password=secret");
        case "supplier":
            throw errorFrom({ status: 404, body: { code: "invoice_not_found", message: "secret invoice" } });
        case "axios":
            // As of an HTTP client, whose status is that of another service.
            throw Object.assign(new Error("secret address"), { status: 404, response: { status: 404 } });
        case "text":
            throw "secret text";
        case "own-id":
            throw errors.orderNotFound({ orderId: id }).with({ members: { requestId: "req-2" } });
        default:
            throw errors.orderNotFound({ orderId: id });
    }
}

/** A service that listens, and which it is. */
export interface Service {
    readonly name: string;
    readonly port: number;
    readonly close: () => void;
}

/** The port of what listens. */
export function portOf(server: { address(): unknown }): number {
    return (server.address() as { port: number }).port;
}
