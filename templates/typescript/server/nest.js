import { errorFor } from "./answer.js";
import { send as sendFastify } from "./fastify.js";
import { send } from "./node.js";
/** The exception filter of NestJS, for `useGlobalFilters`, on Express or on Fastify. */
export function exceptionFilter(answers) {
    return {
        catch: (thrown, host) => {
            // The other kinds of requests have no responses.
            if (host.getType() !== "http")
                throw thrown;
            const http = host.switchToHttp();
            const answer = errorFor(thrown, answers, http.getRequest()).toNode();
            const response = http.getResponse();
            if ("setHeader" in response) {
                if (!response.headersSent)
                    send(response, answer);
            }
            else {
                sendFastify(response, answer);
            }
        },
    };
}
