import { errorFor, errorForStatus } from "./answer.js";
import { send } from "./node.js";
/** The error handler of Express 4 or 5; it comes after everything else. */
export function errorHandler(answers) {
    // Express knows error handlers by their four parameters.
    return (thrown, request, response, next) => {
        // Express closes the connection then, so that the client sees that something is missing.
        if (response.headersSent)
            next(thrown);
        else
            send(response, errorFor(thrown, answers, request).toNode());
    };
}
/** The handler of addresses without a route; it comes after the routes, before the error handler. */
export function notFoundHandler(answers) {
    return (request, response) => send(response, errorForStatus(404, answers, request).toNode());
}
