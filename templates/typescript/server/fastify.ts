import { errorFor, errorForStatus, type Answer, type Answers } from "./answer.js";
import { withKnown } from "./headers.js";

export type { Answer, Answers, Failure, Failures, Report, ServiceError } from "./answer.js";

/** The parts of Fastify's reply that are used. */
export interface FastifyReplyLike {
    code(status: number): unknown;
    getHeader(name: string): unknown;
    header(name: string, value: string): unknown;
    removeHeader(name: string): unknown;
    send(body?: Uint8Array): unknown;
}

/** The error handler of Fastify, for `setErrorHandler`. */
export function errorHandler<Request, Members extends object>(
    answers: Answers<Request, Members>,
): (thrown: unknown, request: NoInfer<Request>, reply: FastifyReplyLike) => void {
    return (thrown, request, reply) => send(reply, errorFor(thrown, answers, request).toNode() as Answer);
}

/** The handler of addresses without a route, for `setNotFoundHandler`. */
export function notFoundHandler<Request, Members extends object>(
    answers: Answers<Request, Members>,
): (request: NoInfer<Request>, reply: FastifyReplyLike) => void {
    return (request, reply) => send(reply, errorForStatus(404, answers, request).toNode() as Answer);
}

/** Sends an answer. */
export function send(reply: FastifyReplyLike, { status, headers, body }: Answer): void {
    reply.code(status);
    for (const name of ["Content-Length", "ETag", "Last-Modified"]) reply.removeHeader(name);
    for (const [name, value] of Object.entries(headers)) {
        reply.header(name, withKnown(name, value, reply.getHeader(name)));
    }
    // Fastify adds a charset to the media type of a text, and gives bytes one even if there are none.
    const { TextEncoder } = globalThis as unknown as { readonly TextEncoder: new () => Encoder };
    reply.send(body === "" ? undefined : new TextEncoder().encode(body));
}

interface Encoder {
    encode(text: string): Uint8Array;
}
