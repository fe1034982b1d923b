import {
    errorFor,
    errorForStatus,
    type Answer,
    type Answers,
    type FetchResponse,
    type ServiceError,
} from "./answer.js";

export type { Answer, Answers, Failure, Failures, Report, ServiceError } from "./answer.js";

/** The parts of Hono's context that are used. */
export interface HonoContextLike {
    readonly req: {
        header(name: string): string | undefined;
        text(): Promise<string>;
    };
    header(name: string, value: string, options: { readonly append: boolean }): void;
    body(body: string, status: any, headers: { [name: string]: string }): FetchResponse;
}

/** The error handler of Hono, for `onError`. */
export function errorHandler<Context extends HonoContextLike, Members extends object>(
    answers: Answers<Context, Members>,
): (thrown: unknown, context: NoInfer<Context>) => Promise<FetchResponse> {
    return async (thrown, context) => {
        const isBadBody = thrown instanceof SyntaxError && (await hasBadJson(context.req));
        const error = isBadBody ? errorForStatus(400, answers, context) : errorFor(thrown, answers, context);
        return respond(context, error);
    };
}

/** The handler of addresses without a route, for `notFound`. */
export function notFoundHandler<Context extends HonoContextLike, Members extends object>(
    answers: Answers<Context, Members>,
): (context: NoInfer<Context>) => FetchResponse {
    return (context) => respond(context, errorForStatus(404, answers, context));
}

/** The response, with the headers that were set before. */
function respond(context: HonoContextLike, error: ServiceError): FetchResponse {
    const { status, headers, body } = error.toNode() as Answer;
    const { Vary, ...others } = headers;
    if (Vary !== undefined) context.header("Vary", Vary, { append: true });
    return context.body(body, status, others);
}

/**
 * Whether a body that should be JSON is not. `c.req.json()` throws what `JSON.parse` throws, as would
 * a mistake of the service; the body, which Hono keeps, tells which of them it is.
 */
async function hasBadJson(request: HonoContextLike["req"]): Promise<boolean> {
    if (!/\bjson\b/i.test(request.header("content-type") ?? "")) return false;
    try {
        JSON.parse(await request.text());
        return false;
    } catch (thrown) {
        return thrown instanceof SyntaxError;
    }
}
