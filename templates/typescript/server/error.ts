import { bodyOf, delayOf, hasValue, isObject, put, textOf, type Path, type Shape, type Source } from "./body.js";
import { headersFor, isToken, redirectTo } from "./headers.js";
import { maker, type Make } from "./made.js";

/** An error of a catalog to send to a client: throw it, or answer with it. */
export interface ServiceError<
    Code extends string | number = string | number,
    Status extends number = number,
    Details = object,
    Headers = object,
    Members = object,
> extends Error {
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
    readonly headers?: { readonly [name: string]: string } | undefined;
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
    readonly parameters?: { readonly [name: string]: string } | undefined;
}

/** The message of an error in the language of a client; `undefined` for errors of other catalogs. */
export type MessageFor = (error: ServiceError) => { readonly message: string; readonly language: string | undefined } | undefined;

/** A whole response. */
export interface Answer<Status extends number = number, Headers = { readonly [name: string]: string }> {
    readonly status: Status;
    readonly headers: Headers;
    /** The body as JSON; empty for a redirect. */
    readonly body: string;
}

/** The `Response` of `fetch`, as the program's own types declare it. */
export type FetchResponse = typeof globalThis extends { readonly Response: { readonly prototype: infer Fetched } }
    ? Fetched
    : unknown;

/** What a service needs to know about a catalog. */
export interface ServiceCatalog {
    readonly id: string;
    readonly contentType: string;
    readonly shape: Shape;
    /** The header that has the code. */
    readonly header?: string;
    /** The members of the body that a service sets, and their places among the leaves of the shape. */
    readonly members?: { readonly [name: string]: number };
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
    readonly slots?: { readonly [name: string]: unknown };
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

/** Details as they are given. */
type Given = { readonly [name: string]: unknown };

/** What was set on an error, and the language of the message if it was chosen for a client. */
interface Options extends ServiceErrorOptions {
    readonly language?: string | undefined;
}

// As the brand of received errors; see `runtime.ts`.
const brand: unique symbol = /* @__PURE__ */ Symbol.for("PACKAGE/ServiceError");

class Sent extends Error implements ServiceError, Several {
    readonly catalog: string;
    readonly code: string | number;
    readonly status: number;
    readonly details: Given;
    declare readonly members: Given;
    readonly others: readonly ServiceError[];
    readonly #about: ServiceCatalog;
    readonly #code: ServiceCode;
    readonly #given: Given;
    readonly #options: Options;
    readonly #make: Make;
    /** Made once, so that what is logged is what is sent. */
    #body: unknown;

    constructor(
        about: ServiceCatalog,
        code: ServiceCode,
        given: Given,
        options: Options,
        others: readonly ServiceError[],
        make: Make,
    ) {
        super(options.message ?? messageOf(code, given));
        this.#about = about;
        this.#code = code;
        this.#given = given;
        this.#options = options;
        this.#make = make;
        this.catalog = about.id;
        this.code = code.code;
        this.status = options.status ?? code.status ?? 500;
        this.details = detailsOf(code, given);
        this.others = others;
        Object.defineProperty(this, "members", { value: options.members ?? {} });
        Object.defineProperty(this, brand, { value: true });
        if (options.cause !== undefined) Object.defineProperty(this, "cause", { value: options.cause });
    }

    override get name(): string {
        return "ServiceError";
    }

    get body(): unknown {
        return (this.#body ??= bodyOf(this.#about.shape, this.#source()));
    }

    with(options: ServiceErrorOptions): this {
        const language = "message" in options ? undefined : this.#options.language;
        return this.#copy({ ...this.#options, ...options, language }, this.others);
    }

    complete(members: object): this {
        const others = this.others.map((other) => other.complete(members));
        return this.#copy({ ...this.#options, members: { ...members, ...this.members } }, others);
    }

    localized(messageFor: MessageFor): this {
        const others = this.others.map((other) => other.localized(messageFor));
        const chosen = this.#options.message === undefined ? messageFor(this) : undefined;
        return this.#copy({ ...this.#options, ...chosen }, others);
    }

    and(other: ServiceError): this {
        return this.#copy(this.#options, [...this.others, other, ...other.others]);
    }

    toNode(): Answer {
        const [about, code, options] = [this.#about, this.#code, this.#options];
        const headers = headersFor(code.code);
        if (about.header !== undefined) headers.set(about.header, String(code.code));
        for (const { name, header, parameter, delay } of code.details ?? []) {
            const value = this.#given[name];
            if (header === undefined || !hasValue(value)) continue;
            const text = textOf(delay ? delayOf(value) : value);
            if (parameter === undefined) headers.set(header, text);
            else headers.challenge(header, parameter, text);
        }
        const redirect = code.redirect ? options.redirect : undefined;
        if (redirect !== undefined) {
            headers.set("Location", this.#target(redirect));
        } else {
            headers.set("Content-Type", about.contentType);
        }
        for (const [name, value] of Object.entries(options.headers ?? {})) {
            if (isToken(name)) headers.set(name, value);
        }
        if (options.language !== undefined) {
            headers.set("Content-Language", options.language);
        }
        if ([this, ...this.#sent()].some((error) => error.#options.language !== undefined)) {
            headers.vary("Accept-Language");
        }
        const status = statusOf(this.status, code, redirect !== undefined);
        return { status, headers: headers.record(), body: redirect === undefined ? JSON.stringify(this.body) : "" };
    }

    toResponse(): FetchResponse {
        const { status, headers, body } = this.toNode();
        const { Response } = globalThis as unknown as { readonly Response: FetchResponseClass };
        // What `fetch` lets nobody send, and what has no body.
        const isSendable = status >= 200 && status < 600;
        const isBare = status === 204 || status === 205 || status === 304 || body === "";
        return new Response(isBare ? null : body, { status: isSendable ? status : 500, headers });
    }

    toJSON(): object {
        const { name, message, catalog, code, status, details } = this;
        return { name, message, catalog, code, status, details };
    }

    #copy(options: Options, others: readonly ServiceError[]): this {
        const copy = new Sent(this.#about, this.#code, this.#given, options, others, this.#make);
        // The error was made where it was made first.
        const { stack } = this;
        Object.defineProperty(copy, "stack", { value: stack, configurable: true, writable: true });
        return copy as this;
    }

    /** The further errors that can be sent with this one. */
    #sent(): readonly Sent[] {
        return this.others.filter((other): other is Sent => other instanceof Sent);
    }

    /** The address of a redirect. */
    #target(address: string): string {
        const { shape } = this.#about;
        const names = "object" in shape ? shape.object.map(({ name }) => name) : [];
        const { body } = this;
        return redirectTo(address, names, isObject(body) ? body : {}, this.#options.parameters ?? {});
    }

    #source(): Source {
        const [code, given] = [this.#code, this.#given];
        const status = this.#options.status ?? code.status;
        const leaves: unknown[] = [];
        for (const [name, leaf] of Object.entries(this.#about.members ?? {})) {
            if (Object.hasOwn(this.members, name)) leaves[leaf] = this.members[name];
        }
        for (const { name, leaf, path = [], delay } of code.details ?? []) {
            const value = given[name];
            if (leaf === undefined || value === undefined) continue;
            leaves[leaf] = put(leaves[leaf], path, delay && value !== null ? delayOf(value) : value);
        }
        const slot = (name: string): unknown => {
            if (name === "code") return code.code;
            if (name === "message") return this.message;
            if (name === "status") return status;
            if (name === "status_text") return status === undefined ? undefined : String(status);
            if (name === "arguments") return (code.shown ?? []).map((at) => shownOf(code, at, given));
            return code.slots !== undefined && Object.hasOwn(code.slots, name) ? code.slots[name] : undefined;
        };
        return { slot, leaves, make: this.#make, others: this.#sent().map((other) => other.#source()) };
    }
}

type FetchResponseClass = new (
    body: string | null,
    init: { readonly status: number; readonly headers: { readonly [name: string]: string } },
) => FetchResponse;

/** A function for each code that makes its error. */
export function factories(
    catalog: ServiceCatalog,
    codes: { readonly [name: string]: ServiceCode },
    /** What functions were called before, each with its name now. */
    former: { readonly [name: string]: string } = {},
): { readonly [name: string]: (details?: object) => ServiceError } {
    const factory = (code: ServiceCode) => (details: object = {}) => {
        const given = (code.details ?? []).map(({ name }) => [name, (details as Given)[name]] as const);
        return new Sent(catalog, code, Object.fromEntries(given), {}, [], maker());
    };
    const made = new Map(Object.entries(codes).map(([name, code]) => [name, factory(code)]));
    for (const [name, now] of Object.entries(former)) {
        const factory = made.get(now);
        if (factory !== undefined) made.set(name, factory);
    }
    return Object.fromEntries(made);
}

/** Whether a value is an error that a service sends: of any catalog, or of a specific one. */
export function isServiceError(value: unknown, catalog?: string): value is ServiceError {
    if (typeof value !== "object" || value === null || !(brand in value)) return false;
    return catalog === undefined || (value as unknown as ServiceError).catalog === catalog;
}

/** The details as members of an object; sensitive ones are not enumerable. */
function detailsOf(code: ServiceCode, given: Given): Given {
    const details = {};
    for (const { name, sensitive } of code.details ?? []) {
        const value = given[name];
        if (value === undefined) continue;
        Object.defineProperty(details, name, { value, enumerable: !sensitive });
    }
    return details;
}

function messageOf(code: ServiceCode, given: Given): string {
    const { message } = code;
    if (typeof message === "string") return message;
    return message.map((part) => (typeof part === "string" ? part : shownOf(code, part, given))).join("");
}

/** What a message shows of a detail. */
function shownOf(code: ServiceCode, at: number, given: Given): string {
    const detail = code.details?.[at];
    if (detail === undefined) return "";
    if (detail.sensitive) return "[redacted]";
    const value = given[detail.name];
    return textOf(detail.delay && hasValue(value) ? delayOf(value) : value);
}

/** The status of a response; a redirect that leads nowhere would leave the client without the error. */
function statusOf(status: number, code: ServiceCode, isRedirect: boolean): number {
    if (isRedirect) return status >= 300 && status < 400 ? status : 302;
    if (code.redirect) return status >= 400 ? status : 400;
    return status >= 100 && status < 1000 ? status : 500;
}
