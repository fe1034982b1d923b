import type { FetchResponse, ServiceError } from "./server/error.js";
/** An error response as a client receives it; `errorFrom` makes an error of it. */
export interface Fixture<Code = string | number, Status = number, Headers = object> {
    readonly code: Code;
    readonly status: Status;
    readonly headers: Headers;
    /** The parsed body; empty if the error is sent in the query of a redirect. */
    readonly body: unknown;
}
/** The example response of each error, by the name of its factory. */
export type Fixtures<Errors> = {
    readonly [Name in keyof Errors]: Errors[Name] extends Factory<infer Code, infer Status, infer Headers> ? Fixture<Code, Status, Headers> : never;
};
/**
 * For each error, a function that makes what answers a request with it: a resolver for `http.get` of
 * msw, or anything else that returns a `Response`. The details are those of the example, except those
 * that are given.
 */
export type Mocks<Errors> = {
    readonly [Name in keyof Errors]: (details?: Partial<DetailsFor<Errors[Name]>>, options?: OptionsFor<Errors[Name]>) => () => FetchResponse;
};
/** The function that makes an error. */
type Factory<Code, Status, Headers> = (details: never) => {
    readonly code: Code;
    readonly status: Status;
    toNode(): {
        readonly headers: Headers;
    };
};
/** The details that a function takes. */
type DetailsFor<Made> = Made extends (details: infer Details) => unknown ? Exclude<Details, undefined> : never;
/** What can be set on the error that a function makes. */
type OptionsFor<Made> = Made extends (details: never) => {
    with(options: infer Options): unknown;
} ? Options : never;
/** The errors that a service can send, by name. */
type Errors = {
    readonly [name: string]: (details?: object) => ServiceError;
};
/** The details of each error that has any, as the reference shows them. */
type Examples = {
    readonly [name: string]: object;
};
/** The function for each error that makes what answers with it. */
export declare function mocks(errors: Errors, examples: Examples, members: object): {
    readonly [name: string]: unknown;
};
/** The example response of each error. */
export declare function fixtures(errors: Errors, examples: Examples, members: object): {
    readonly [name: string]: Fixture;
};
export {};
