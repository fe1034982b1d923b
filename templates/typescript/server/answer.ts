import type { ApiError } from "../runtime.js";
import { isServiceError, type Answer, type MessageFor, type ServiceError } from "./error.js";

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
export function errorFor<Request, Members extends object>(
    thrown: unknown,
    answers: Answers<Request, Members>,
    request: Request,
): ServiceError {
    return reported(chosen(thrown, answers), thrown, answers, request);
}

/** The error to send for a failure of the framework that is known by its status alone. */
export function errorForStatus<Request, Members extends object>(
    status: number,
    answers: Answers<Request, Members>,
    request: Request,
): ServiceError {
    const failure = { status, issues: [], cause: undefined };
    return reported(named(failure, answers) ?? answers.internal(failure), undefined, answers, request);
}

/** The whole response for what was thrown. */
export function answer<Request, Members extends object>(
    thrown: unknown,
    answers: Answers<Request, Members>,
    request: Request,
): Answer {
    return errorFor(thrown, answers, request).toNode() as Answer;
}

/** Whether the answers name an error for a status. */
export function isNamed<Request, Members extends object>(status: number, answers: Answers<Request, Members>): boolean {
    return factoryFor(status, false, answers) !== undefined;
}

function reported<Request, Members extends object>(
    error: ServiceError,
    thrown: unknown,
    answers: Answers<Request, Members>,
    request: Request,
): ServiceError {
    const members = answers.members?.(request);
    const whole = members ? error.complete(members) : error;
    const messageFor = answers.messages?.(request);
    const sent = messageFor ? whole.localized(messageFor) : whole;
    answers.report?.({ thrown, sent, request });
    return sent;
}

function chosen<Request, Members extends object>(thrown: unknown, answers: Answers<Request, Members>): ServiceError {
    // Errors of other packages that errbook made are recognized by the ends of their brands.
    if (isServiceError(thrown) || isBranded(thrown, "/ServiceError")) return thrown as ServiceError;
    const unexpected = { status: 500, issues: [], cause: thrown };
    if (isBranded(thrown, "/ApiError")) {
        const error = answers.upstream?.(thrown as ApiError) ?? answers.internal(unexpected);
        return causedBy(error, thrown);
    }
    const failure = failureOf(thrown);
    const error = (failure && named(failure, answers)) ?? answers.internal(failure ?? unexpected);
    return causedBy(error, thrown);
}

function isBranded(value: unknown, end: string): boolean {
    if (typeof value !== "object" || value === null) return false;
    return Object.getOwnPropertySymbols(value).some((symbol) => symbol.description?.endsWith(end));
}

function causedBy(error: ServiceError, cause: unknown): ServiceError {
    return error.cause === undefined ? error.with({ cause }) : error;
}

/** The error that the answers name for a failure. */
function named<Request, Members extends object>(
    failure: Failure,
    answers: Answers<Request, Members>,
): ServiceError | undefined {
    return factoryFor(failure.status, failure.issues.length > 0, answers)?.(failure);
}

function factoryFor<Request, Members extends object>(
    status: number,
    isInvalid: boolean,
    { failures = {} }: Answers<Request, Members>,
): ((failure: Failure) => ServiceError) | undefined {
    const general = status > 400 && status < 500 ? failures[400] : undefined;
    return (isInvalid ? failures.invalid : undefined) ?? failures[status] ?? general;
}

/**
 * The failure of a framework; `undefined` for anything else. A member `status` alone says nothing:
 * errors of HTTP clients have one too, which is that of the other service.
 */
function failureOf(thrown: unknown): Failure | undefined {
    if (typeof thrown !== "object" || thrown === null) return undefined;
    const error = thrown as FrameworkError;
    const status = statusOf(error);
    if (status === undefined || !Number.isInteger(status)) return undefined;
    return { status, issues: issuesOf(error), cause: thrown };
}

/** What the errors of frameworks have. */
interface FrameworkError {
    readonly status?: number;
    readonly statusCode?: number;
    /** Of `http-errors`, which Express and Koa use: whether its message may be sent. */
    readonly expose?: unknown;
    /** Of Fastify: `FST_ERR_…`. */
    readonly code?: unknown;
    readonly validation?: unknown;
    /** Of NestJS. */
    readonly getStatus?: () => number;
    /** Of NestJS and Hono. */
    readonly getResponse?: () => unknown;
    readonly cause?: unknown;
}

function statusOf(error: FrameworkError): number | undefined {
    if (typeof error.getResponse === "function") return error.getStatus?.() ?? error.status;
    const status = error.status ?? error.statusCode;
    if (typeof error.expose === "boolean") return status;
    if (typeof error.code === "string" && error.code.startsWith("FST_")) return status;
    if (Array.isArray(error.validation)) return status ?? 400;
    // The router of Express, for an address that is not well encoded.
    return error instanceof URIError ? status : undefined;
}

/** What validation found: of Fastify, of the pipe of NestJS, or of a schema that is the cause. */
function issuesOf(error: FrameworkError): readonly unknown[] {
    const response = typeof error.getStatus === "function" ? error.getResponse?.() : undefined;
    const found = [error.validation, memberOf(response, "message"), memberOf(error.cause, "issues")];
    return found.find((issues): issues is readonly unknown[] => Array.isArray(issues)) ?? [];
}

function memberOf(value: unknown, name: string): unknown {
    return typeof value === "object" && value !== null ? (value as { [name: string]: unknown })[name] : undefined;
}
