import { errorFor, errorForStatus, } from "./answer.js";
/** The error handler of Hono, for `onError`. */
export function errorHandler(answers) {
    return async (thrown, context) => {
        const isBadBody = thrown instanceof SyntaxError && (await hasBadJson(context.req));
        const error = isBadBody ? errorForStatus(400, answers, context) : errorFor(thrown, answers, context);
        return respond(context, error);
    };
}
/** The handler of addresses without a route, for `notFound`. */
export function notFoundHandler(answers) {
    return (context) => respond(context, errorForStatus(404, answers, context));
}
/** The response, with the headers that were set before. */
function respond(context, error) {
    const { status, headers, body } = error.toNode();
    const { Vary, ...others } = headers;
    if (Vary !== undefined)
        context.header("Vary", Vary, { append: true });
    return context.body(body, status, others);
}
/**
 * Whether a body that should be JSON is not. `c.req.json()` throws what `JSON.parse` throws, as would
 * a mistake of the service; the body, which Hono keeps, tells which of them it is.
 */
async function hasBadJson(request) {
    if (!/\bjson\b/i.test(request.header("content-type") ?? ""))
        return false;
    try {
        JSON.parse(await request.text());
        return false;
    }
    catch (thrown) {
        return thrown instanceof SyntaxError;
    }
}
