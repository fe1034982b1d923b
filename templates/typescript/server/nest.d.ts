import { type Answers } from "./answer.js";
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
export declare function exceptionFilter<Request, Members extends object>(answers: Answers<Request, Members>): {
    catch(thrown: unknown, host: ArgumentsHostLike): void;
};
