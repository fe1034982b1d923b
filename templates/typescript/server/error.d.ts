import { type Path, type Shape } from "./body.js";
/** An error of a catalog to send to a client: throw it, or answer with it. */
export interface ServiceError<Code extends string | number = string | number, Status extends number = number, Details = object, Headers = object, Members = object> extends Error {
    /** The id of the catalog that the error belongs to. */
    readonly catalog: string;
    readonly code: Code;
    /** The HTTP status: the one that was set, or else the code's, or else 500. */
    readonly status: Status;
    /** The details; sensitive ones are not enumerable, to stay out of logs. */
    readonly details: Details;
    /** What was set of the body besides. */
    readonly members: Members;
    /** The further errors in the same response. */
    readonly others: readonly ServiceError[];
    /** The body of the response. Not enumerable, to stay out of logs. */
    readonly body: unknown;
    /** The same error with something else of the response set; an id that was made for it stays. */
    with(options: ServiceErrorOptions<Status, Members>): this;
    /** The same error, and those in the same response, with members of the body that they lack. */
    complete(members: Members): this;
    /**
     * The same error, and those in the same response, with messages in the language of a client:
     * `messagesFor` of the entry `/messages`. The response says so in `Content-Language` and `Vary`.
     * A message that was set stays as it is.
     */
    localized(messageFor: MessageFor): this;
    /** The whole response, for Node and any framework. */
    toNode(): Answer<Status, Headers>;
    /** The whole response, for `fetch` and frameworks that are made of it. */
    toResponse(): FetchResponse;
    /** The parts that are safe to log: neither the body nor sensitive details. */
    toJSON(): object;
}
/** An error of a catalog whose responses can have several. */
export interface Several {
    /**
     * The error with another one in the same response, after those that it has. The status and the
     * headers are those of the first, and so is all of the body that is not about one error.
     */
    and(other: ServiceError): this;
}
/** What can be set on an error besides its details. */
export interface ServiceErrorOptions<Status extends number = number, Members = object> {
    /** The message instead of the documented one. */
    readonly message?: string | undefined;
    /** One of the documented statuses. */
    readonly status?: Status | undefined;
    /** Headers of the response; each replaces any with the same name. */
    readonly headers?: {
        readonly [name: string]: string;
    } | undefined;
    /** Members of the body that do not depend on the code. */
    readonly members?: Members | undefined;
    /** What caused the error; it is not part of the response. */
    readonly cause?: unknown;
    /**
     * The address that the client is redirected to, for a code that is sent in the query of a
     * redirect. It must be known to belong to the client. Any query that it has is kept.
     */
    readonly redirect?: string | undefined;
    /** Further parameters of the query of a redirect, such as the `state` of OAuth 2.0. */
    readonly parameters?: {
        readonly [name: string]: string;
    } | undefined;
}
/** The message of an error in the language of a client; `undefined` for errors of other catalogs. */
export type MessageFor = (error: ServiceError) => {
    readonly message: string;
    readonly language: string | undefined;
} | undefined;
/** A whole response. */
export interface Answer<Status extends number = number, Headers = {
    readonly [name: string]: string;
}> {
    readonly status: Status;
    readonly headers: Headers;
    /** The body as JSON; empty for a redirect. */
    readonly body: string;
}
/** The `Response` of `fetch`, as the program's own types declare it. */
export type FetchResponse = typeof globalThis extends {
    readonly Response: {
        readonly prototype: infer Fetched;
    };
} ? Fetched : unknown;
/** What a service needs to know about a catalog. */
export interface ServiceCatalog {
    readonly id: string;
    readonly contentType: string;
    readonly shape: Shape;
    /** The header that has the code. */
    readonly header?: string;
    /** The members of the body that a service sets, and their places among the leaves of the shape. */
    readonly members?: {
        readonly [name: string]: number;
    };
}
/** What a service needs to know about a code. */
export interface ServiceCode {
    readonly code: string | number;
    /** The lowest status; none if the reference documents none. */
    readonly status?: number;
    /** The message: text, or its parts, in which numbers stand for details. */
    readonly message: string | readonly (string | number)[];
    readonly details?: readonly ServiceDetail[];
    /** The details that the message shows, if bodies list them. */
    readonly shown?: readonly number[];
    /** What the slots of the body hold. */
    readonly slots?: {
        readonly [name: string]: unknown;
    };
    /** Set if the error is sent in the query of a redirect. */
    readonly redirect?: true;
}
/** A detail: its name, and where it is sent; in the message alone if nowhere. */
export interface ServiceDetail {
    readonly name: string;
    /** Set if it is milliseconds or a date here, and whole seconds or a date in the response. */
    readonly delay?: true;
    readonly sensitive?: true;
    /** The leaf of the body that holds it, and the path within that. */
    readonly leaf?: number;
    readonly path?: Path;
    readonly header?: string;
    /** The parameter of the header's challenge. */
    readonly parameter?: string;
}
/** A function for each code that makes its error. */
export declare function factories(catalog: ServiceCatalog, codes: {
    readonly [name: string]: ServiceCode;
}, 
/** What functions were called before, each with its name now. */
former?: {
    readonly [name: string]: string;
}): {
    readonly [name: string]: (details?: object) => ServiceError;
};
/** Whether a value is an error that a service sends: of any catalog, or of a specific one. */
export declare function isServiceError(value: unknown, catalog?: string): value is ServiceError;
