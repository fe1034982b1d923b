import type { ApiError } from "../runtime.js";
import { type Answer, type MessageFor, type ServiceError } from "./error.js";
export type { Answer, FetchResponse, MessageFor, ServiceError, ServiceErrorOptions } from "./error.js";
/** An error of any code. */
export type Sendable<Members extends object = object> = ServiceError<string | number, number, object, object, Members>;
/** How a service answers what its handlers throw. */
export interface Answers<Request = unknown, Members extends object = object> {
    /** The error for everything that is not expected; nothing of what was thrown is sent. */
    readonly internal: (failure: Failure) => Sendable<Members>;
    /**
     * The error for one that was received from another API and thrown; the internal error if there is
     * none. Nothing of the received error is sent.
     */
    readonly upstream?: (error: ApiError) => Sendable<Members>;
    /**
     * The errors for failures of the framework itself, by their status, such as 404 for an address
     * that has no route; the error for 400 stands for all of 401 to 499 without one.
     */
    readonly failures?: Failures<Members>;
    /** Members of every body, such as the id of the request. Those of an error itself take precedence. */
    readonly members?: (request: Request) => Members;
    /** The messages in the language of a request: `messagesFor` of the entry `/messages`. */
    readonly messages?: (request: Request) => MessageFor;
    /** Called once for each error, for example to log what was thrown. */
    readonly report?: (report: Report<Request>) => void;
}
/** The errors for failures of a framework. */
export interface Failures<Members extends object = object> {
    readonly [status: number]: (failure: Failure) => Sendable<Members>;
    /** For requests that the framework's validation refused. */
    readonly invalid?: (failure: Failure) => Sendable<Members>;
}
/** What a framework could not do, or what was thrown. */
export interface Failure {
    /** The status that the framework would answer with; 500 for everything that is not expected. */
    readonly status: number;
    /** What validation found, as the framework tells it. */
    readonly issues: readonly unknown[];
    /** What was thrown; `undefined` if nothing was, as for an address that has no route. */
    readonly cause: unknown;
}
/** An error that was thrown, and what is sent for it. */
export interface Report<Request> {
    /** What was thrown; `undefined` if nothing was. */
    readonly thrown: unknown;
    readonly sent: ServiceError;
    readonly request: Request;
}
/** The error to send for what was thrown. */
export declare function errorFor<Request, Members extends object>(thrown: unknown, answers: Answers<Request, Members>, request: Request): ServiceError;
/** The error to send for a failure of the framework that is known by its status alone. */
export declare function errorForStatus<Request, Members extends object>(status: number, answers: Answers<Request, Members>, request: Request): ServiceError;
/** The whole response for what was thrown. */
export declare function answer<Request, Members extends object>(thrown: unknown, answers: Answers<Request, Members>, request: Request): Answer;
/** Whether the answers name an error for a status. */
export declare function isNamed<Request, Members extends object>(status: number, answers: Answers<Request, Members>): boolean;
