import { type Answers } from "./answer.js";
export type { Answer, Answers, Failure, Failures, Report, ServiceError } from "./answer.js";
/** The parts of Koa's context that are used. */
export interface KoaContextLike {
    status: number;
    body: unknown;
    readonly headerSent: boolean;
    readonly respond?: boolean | undefined;
    set(name: string, value: string): unknown;
    vary(field: string): void;
    remove(name: string): unknown;
}
/** The middleware of Koa; it comes before everything else. */
export declare function errors<Context extends KoaContextLike, Members extends object>(answers: Answers<Context, Members>): (context: NoInfer<Context>, next: () => Promise<unknown>) => Promise<void>;
