import { errorFor, errorForStatus, isNamed } from "./answer.js";
/** The middleware of Koa; it comes before everything else. */
export function errors(answers) {
    return async (context, next) => {
        try {
            await next();
        }
        catch (thrown) {
            if (context.headerSent)
                throw thrown;
            send(context, errorFor(thrown, answers, context));
            return;
        }
        // What nobody answered, also a method that the routes of an address do not have.
        const isOpen = (context.body === undefined || context.body === null) && context.respond !== false;
        if (isOpen && !context.headerSent && context.status >= 400 && isNamed(context.status, answers)) {
            send(context, errorForStatus(context.status, answers, context));
        }
    };
}
function send(context, error) {
    const { status, headers, body } = error.toNode();
    for (const name of ["Content-Encoding", "ETag", "Last-Modified"])
        context.remove(name);
    context.status = status;
    context.body = body;
    // After the body, for which Koa chooses a type.
    for (const [name, value] of Object.entries(headers)) {
        if (name.toLowerCase() === "vary")
            context.vary(value);
        else
            context.set(name, value);
    }
}
