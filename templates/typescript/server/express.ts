import { errorFor, errorForStatus, type Answer, type Answers } from "./answer.js";
import { send, type NodeResponse } from "./node.js";

export type { Answer, Answers, Failure, Failures, Report, ServiceError } from "./answer.js";
export type { NodeResponse } from "./node.js";

/** The error handler of Express 4 or 5; it comes after everything else. */
export function errorHandler<Request, Members extends object>(
    answers: Answers<Request, Members>,
): (thrown: unknown, request: NoInfer<Request>, response: NodeResponse, next: (thrown?: unknown) => void) => void {
    // Express knows error handlers by their four parameters.
    return (thrown, request, response, next) => {
        // Express closes the connection then, so that the client sees that something is missing.
        if (response.headersSent) next(thrown);
        else send(response, errorFor(thrown, answers, request).toNode() as Answer);
    };
}

/** The handler of addresses without a route; it comes after the routes, before the error handler. */
export function notFoundHandler<Request, Members extends object>(
    answers: Answers<Request, Members>,
): (request: NoInfer<Request>, response: NodeResponse) => void {
    return (request, response) => send(response, errorForStatus(404, answers, request).toNode() as Answer);
}
