import { type Answers, type FetchResponse } from "./answer.js";
export type { Answer, Answers, Failure, Failures, Report, ServiceError } from "./answer.js";
/** The parts of Hono's context that are used. */
export interface HonoContextLike {
    readonly req: {
        header(name: string): string | undefined;
        text(): Promise<string>;
    };
    header(name: string, value: string, options: {
        readonly append: boolean;
    }): void;
    body(body: string, status: any, headers: {
        [name: string]: string;
    }): FetchResponse;
}
/** The error handler of Hono, for `onError`. */
export declare function errorHandler<Context extends HonoContextLike, Members extends object>(answers: Answers<Context, Members>): (thrown: unknown, context: NoInfer<Context>) => Promise<FetchResponse>;
/** The handler of addresses without a route, for `notFound`. */
export declare function notFoundHandler<Context extends HonoContextLike, Members extends object>(answers: Answers<Context, Members>): (context: NoInfer<Context>) => FetchResponse;
