import { type Answer, type Answers } from "./answer.js";
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
export declare function errorHandler<Request, Members extends object>(answers: Answers<Request, Members>): (thrown: unknown, request: NoInfer<Request>, reply: FastifyReplyLike) => void;
/** The handler of addresses without a route, for `setNotFoundHandler`. */
export declare function notFoundHandler<Request, Members extends object>(answers: Answers<Request, Members>): (request: NoInfer<Request>, reply: FastifyReplyLike) => void;
/** Sends an answer. */
export declare function send(reply: FastifyReplyLike, { status, headers, body }: Answer): void;
