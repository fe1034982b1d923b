import { errorFor, errorForStatus } from "./answer.js";
import { withKnown } from "./headers.js";
/** The error handler of Fastify, for `setErrorHandler`. */
export function errorHandler(answers) {
    return (thrown, request, reply) => send(reply, errorFor(thrown, answers, request).toNode());
}
/** The handler of addresses without a route, for `setNotFoundHandler`. */
export function notFoundHandler(answers) {
    return (request, reply) => send(reply, errorForStatus(404, answers, request).toNode());
}
/** Sends an answer. */
export function send(reply, { status, headers, body }) {
    reply.code(status);
    for (const name of ["Content-Length", "ETag", "Last-Modified"])
        reply.removeHeader(name);
    for (const [name, value] of Object.entries(headers)) {
        reply.header(name, withKnown(name, value, reply.getHeader(name)));
    }
    // Fastify adds a charset to the media type of a text, and gives bytes one even if there are none.
    const { TextEncoder } = globalThis;
    reply.send(body === "" ? undefined : new TextEncoder().encode(body));
}
