import { errorFor, type Answer, type Answers } from "./answer.js";
import { send as sendFastify, type FastifyReplyLike } from "./fastify.js";
import { send, type NodeResponse } from "./node.js";

export type { Answer, Answers, Failure, Failures, Report, ServiceError } from "./answer.js";

/** The parts of NestJS's `ArgumentsHost` that are used. */
export interface ArgumentsHostLike {
    getType(): string;
    switchToHttp(): {
        getRequest(): any;
        getResponse(): any;
    };
}

/** The exception filter of NestJS, for `useGlobalFilters`, on Express or on Fastify. */
export function exceptionFilter<Request, Members extends object>(
    answers: Answers<Request, Members>,
): { catch(thrown: unknown, host: ArgumentsHostLike): void } {
    return {
        catch: (thrown, host) => {
            // The other kinds of requests have no responses.
            if (host.getType() !== "http") throw thrown;
            const http = host.switchToHttp();
            const answer = errorFor(thrown, answers, http.getRequest() as Request).toNode() as Answer;
            const response = http.getResponse() as NodeResponse | FastifyReplyLike;
            if ("setHeader" in response) {
                if (!response.headersSent) send(response, answer);
            } else {
                sendFastify(response, answer);
            }
        },
    };
}
