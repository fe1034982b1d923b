/**
 * Whether and when a client may send the request again.
 *
 * - `never`: The same request would fail again.
 * - `again`: Worth retrying; the API says neither when nor how often.
 * - `later`: Worth retrying after some time; the response does not say how long to wait.
 * - `backoff`: Safe to retry with exponential backoff.
 * - `after_delay`: Safe to retry after the time given in `Retry-After`.
 * - `after_action`: Worth retrying once the client has taken the required action.
 * - `outcome_unknown`: The request may have taken effect: check before retrying.
 */
export type Retry = "never" | "again" | "later" | "backoff" | "after_delay" | "after_action" | "outcome_unknown";
/** The facts about a code that programs need. */
export interface Metadata<Code, Section, Category, Action> {
    /** The code's name, if it is not the code. */
    readonly name?: string;
    /** The section of the reference that defines the code. */
    readonly section: Section;
    /** The code that it is a case of. */
    readonly parent?: Code;
    /** The HTTP statuses; empty if none is documented. */
    readonly status: readonly number[];
    readonly category?: Category;
    /** Whether and when to retry the request, if the API documents it. */
    readonly retry?: Retry;
    /** What the client should do. */
    readonly action?: Action;
    /** The address of the code's reference entry. */
    readonly docsUrl?: string;
    /** The name of the `google.rpc.Code`. */
    readonly grpc?: string;
    /** Set if the error is sent in the query of a redirect, not in a body. */
    readonly delivery?: "redirect";
    /** The version that introduced the code. */
    readonly since?: string;
    /** Set if the code is deprecated. */
    readonly deprecated?: {
        /** The version that deprecated it. */
        readonly since?: string;
        /** The code to use instead. */
        readonly replacedBy?: Code;
    };
}
/** How a client should handle errors: the steps in their documented order. */
export interface Handling<Step> {
    readonly steps: readonly Step[];
    /** What to do with every other code. */
    readonly otherwise?: Step;
}
/** A step in the documented handling order. */
export interface Step<Code, Action> {
    /** The codes that the step applies to. */
    readonly codes: readonly Code[];
    /** What to do. */
    readonly action?: Action;
}
/** The human-readable reference entry of a code. Backticks in a text mark code. */
export interface Reference<Section> {
    readonly title: string;
    /** What happened. */
    readonly description: string;
    /** Why it happens. */
    readonly cause?: string;
    /** What to do about it. */
    readonly resolution?: string;
    /** The default message, with placeholders for details, as in `Case {case_id}`. */
    readonly message?: string;
    /** Additional notes. */
    readonly notes?: readonly string[];
    /** A note about the deprecation. */
    readonly deprecated?: string;
    /** Further reading. */
    readonly links?: readonly ReferenceLink[];
    /** What other sections that list the code say about it. */
    readonly elsewhere?: readonly Elsewhere<Section>[];
}
/** A page for further reading. */
export interface ReferenceLink {
    readonly title: string;
    readonly description?: string;
    readonly url?: string;
}
/** What a section says about a code that another section defines. */
export interface Elsewhere<Section> {
    readonly section: Section;
    readonly description?: string;
    readonly cause?: string;
    readonly resolution?: string;
}
/** The title and description of a section, category, or action. */
export interface ReferenceTerm {
    readonly title: string;
    readonly description?: string;
}
/** The parts of a `Response` that are read; `fetch` and compatible libraries return one. */
export interface ResponseLike {
    readonly status: number;
    readonly headers: HeadersLike;
    text(): Promise<string>;
}
/** Headers as `fetch` returns them. */
export interface HeadersLike {
    get(name: string): string | null;
}
/** A response whose body has been read. */
export interface ErrorSource {
    /** The HTTP status. */
    readonly status: number;
    /** The headers: a `Headers` object or a plain object with case-insensitive names. */
    readonly headers?: HeadersLike | HeaderRecord | undefined;
    /** The body: parsed JSON or text. */
    readonly body?: unknown;
    /** A `Response`, whose body has not been read, is for `parseError`. */
    readonly text?: never;
}
/** Headers as a plain object, as in Node's `http` and axios. */
export interface HeaderRecord {
    readonly [name: string]: unknown;
}
/** The details of an error that has none. */
export interface NoDetails {
}
/**
 * The type of a code that this version of the package does not know.
 *
 * At run time, it is the code as received. Since no documented code matches the type, comparing it
 * with a documented code narrows to a known error, and a misspelled code does not compile. If the
 * codes of an API are numbers, it is a number too, whatever its type says.
 */
export type UnknownErrorCode = `unknown code ${string}`;
/**
 * What has a body. The type of a member is worked out only where the member is used, and working out
 * the bodies of 20,000 codes takes a while.
 */
export interface HasBody<Body = unknown> {
    readonly body: Body;
}
/** An error sent by an API. */
export declare class ApiError<Code extends string | number | undefined = string | number | undefined, Details = object, Response extends HasBody = HasBody, Others extends readonly unknown[] = readonly unknown[]> extends Error {
    /** The id of the catalog that the error belongs to. */
    readonly catalog: string;
    /** The code; `undefined` if the response has none, such as a proxy's error page. */
    readonly code: Code;
    /** Whether this version of the package knows the code. */
    readonly known: boolean;
    /** The HTTP status of the response. */
    readonly status: number;
    /** The details that the code documents, except those missing from the response. */
    readonly details: Details;
    /** How long to wait before the next attempt, if the response says. */
    readonly retryAfterMs: number | undefined;
    /** The further errors in the same response, if the API can send several at once: up to 999. */
    readonly others: Others;
    /** The name of the error, if bodies of the API have one beside or instead of the code. */
    readonly codeName: string | undefined;
    /** The id of the request, if bodies of the API have one. */
    readonly requestId: string | undefined;
    /** Whether and when to retry the request, if the API documents it. */
    readonly retry: Retry | undefined;
    /** The address of the code's reference entry. */
    readonly docsUrl: string | undefined;
    /** The headers of the response, with names in lower case. Not enumerable, to stay out of logs. */
    readonly headers: {
        readonly [name: string]: string;
    };
    /** What else of the body the API asks clients to log, by its path; if it does. */
    readonly logged?: {
        readonly [path: string]: unknown;
    };
    /** The body: parsed JSON, or else text. Not enumerable, to stay out of logs. */
    readonly body: Response["body"];
    /** @internal */
    constructor(parts: ErrorParts<Code, Details, Response["body"], Others>);
    get name(): string;
    /** Whether the same request may be sent again, after `retryAfterMs` if there is such a delay. */
    get isRetryable(): boolean;
    /**
     * The parts that are safe to log: neither the body, the headers nor sensitive details. The
     * catalog's `errorFromJson` makes an error of them again.
     */
    toJSON(): object;
}
/** An error with a documented code; its details are also members of the error. */
export type KnownError<Code extends string | number, Details, Response extends HasBody, Others extends readonly unknown[], Status extends number = number> = ApiError<Code, Details, Response, Others> & {
    readonly known: true;
    readonly status: Status;
} & Omit<Details, keyof ApiError | keyof Object | "cause">;
/** The statuses of a code among errors. */
export type StatusIn<Errors, Code> = Errors extends {
    readonly code: infer Codes;
    readonly status: infer Status;
} ? Code extends Codes ? Status : never : never;
/** The details of a code, from a table. The keys are a parameter so that they are listed only once. */
export type DetailsOf<Table, Code, Keys = keyof Table> = Code extends Keys ? Table[Code & keyof Table] : NoDetails;
/**
 * A type, once the codes before it are known to the compiler.
 *
 * To narrow a union of errors by its code, a compiler looks among all codes, in the order in which it
 * met them, for one of each member of the union. If it meets some of each member first, it finds one
 * at once; otherwise, narrowing 20,000 codes can take half a minute.
 */
export type After<_Codes, Type> = Type;
/**
 * A body that may lack anything, or have anything else in its place: each member has to be read with
 * `?.`, and its value has to be checked.
 */
export type Loose<Value> = Value extends object ? {
    readonly [Name in keyof Value]?: Loose<NonNullable<Value[Name]>>;
} : unknown;
/** What has any body, or none. */
export interface HasLooseBody<Body> extends HasBody {
    readonly body: Loose<Body> | undefined;
}
/** An error with no code, or with one that this version of the package does not know. */
export interface UnknownError<Body, Others extends readonly unknown[]> extends ApiError<UnknownErrorCode | undefined, NoDetails, HasLooseBody<Body>, Others> {
    readonly known: false;
}
/** An address: a string, a `URL`, or `window.location`. */
export type Address = string | {
    readonly href: string;
};
/** What it takes to parse a catalog's errors. */
export interface Catalog {
    readonly id: string;
    readonly codes: ReadonlySet<string | number>;
    /** Set if the codes are numbers. */
    readonly numbers?: true;
    /** Where a body has the code and the message. */
    readonly code?: Path;
    readonly message?: Path;
    /** Where it has the name that identifies the error, the code of each name, and former names. */
    readonly name?: Path;
    readonly names?: {
        readonly [name: string]: string | number;
    };
    readonly formerNames?: {
        readonly [former: string]: string;
    };
    /** Where it has the URI that identifies the problem, and these URIs, or the code of each. */
    readonly type?: Path;
    readonly types?: readonly Run[] | {
        readonly [uri: string]: string | number;
    };
    /** The header that has the code. */
    readonly header?: string;
    /** The code of each former code. */
    readonly aliases?: {
        readonly [former: string]: string | number;
    };
    /** The lists of details that codes have, and the number of the list of each code, in their order. */
    readonly details?: readonly (readonly Detail[])[];
    readonly detailsOf?: readonly number[];
    /** The parts of a body that clients log, by how the reference writes their paths. */
    readonly logged?: {
        readonly [path: string]: Path;
    };
    /** Where a body has the id of the request. */
    readonly requestId?: Path;
    /** Whether to retry: a letter for each code, in the order of the codes. */
    readonly retries?: string;
    /** Where a body has the address of the code's reference entry. */
    readonly docsUrl?: Path;
    /** These addresses, or each by its code. */
    readonly docs?: readonly Run[] | {
        readonly [code: string]: string;
    };
    /** Set if an error may be sent in the query of a redirect. */
    readonly redirect?: true;
}
/**
 * Addresses of codes that follow each other: of how many, and what stands before and after each code.
 * Without this, they have none.
 */
export type Run = readonly [count: number, before?: string, after?: string];
/** The path to a value in a JSON body: member names, and `null` for the elements of an array. */
export type Path = readonly (string | null)[];
/** A detail: its name in TypeScript, its kind, and where it is sent. */
export interface Detail {
    readonly name: string;
    readonly kind: "string" | "number" | "boolean" | "delay" | "object" | "list";
    readonly nullable?: true;
    readonly sensitive?: true;
    readonly path?: Path;
    readonly header?: string;
    /** The parameter of the header's challenge. */
    readonly parameter?: string;
}
/** What an error is made of. */
export interface ErrorParts<Code, Details, Body, Others> {
    readonly message: string;
    readonly catalog: string;
    readonly code: Code;
    readonly known: boolean;
    readonly status: number;
    readonly details: Details;
    readonly retryAfterMs: number | undefined;
    readonly others: Others;
    readonly codeName?: string | undefined;
    readonly requestId?: string | undefined;
    readonly retry?: Retry | undefined;
    readonly docsUrl?: string | undefined;
    readonly headers: {
        readonly [name: string]: string;
    };
    readonly logged?: {
        readonly [path: string]: unknown;
    } | undefined;
    readonly body: Body;
    readonly cause?: unknown;
}
/** A function that handles an error. */
export type Handler = (error: never) => unknown;
/** The handlers, if each of them is for a code. */
export type OnlyFor<Code extends string | number, Handlers> = Handlers & {
    readonly [Name in Exclude<keyof Handlers, Code>]: never;
};
/** What the handlers return. */
export type ResultOf<Handlers> = Handlers[keyof Handlers] extends infer Each ? Each extends (error: never) => infer Result ? Result : never : never;
/** Whether a value is an error: of any catalog, of a specific one, or with a specific code. */
export declare function isApiError(value: unknown, catalog?: string, code?: string | number): value is ApiError;
/** Whether a value is the error with a name. */
export declare function isNamed(value: unknown, catalog: string, name: string): boolean;
/** What stands to the right of `instanceof`. */
export interface ErrorClass<Instance> {
    [Symbol.hasInstance](value: unknown): value is Instance;
}
/** The errors of a catalog as a class, for `instanceof`. */
export declare function errorClass(catalog: string): ErrorClass<ApiError>;
/** What is known of families: the codes, and the code that each case is a case of. */
export interface Families {
    readonly codes: ReadonlySet<string | number>;
    /** What stands between the code of a family and the rest of those of its cases. */
    readonly join?: string;
    readonly parents: {
        readonly [code: string]: string | number;
    };
}
/** The code that a code is a case of: of one that is not known, that of which it is the beginning. */
export declare function familyOf({ codes, join, parents }: Families, code: string | number | undefined): string | number | undefined;
/** Whether a value is an error of a family: its code, or a case of it. */
export declare function isIn(value: unknown, catalog: string, families: Families, family: string | number): boolean;
/** Parses an error response; its body must not have been read. */
export declare function parseError(catalog: Catalog, response: ResponseLike): Promise<ApiError>;
/** Parses an error response whose body has been read. */
export declare function errorFrom(catalog: Catalog, source: ErrorSource, problem?: unknown): ApiError;
/** The error of which `toJSON` made a value; `undefined` for any other value. */
export declare function errorFromJson(catalog: Catalog, value: unknown): ApiError | undefined;
/** Parses the error in the address of a redirect; `undefined` if it has none. */
export declare function errorFromRedirect(catalog: Catalog, url: Address, status: number): ApiError | undefined;
/** What a table says about a code; `undefined` if the code is not documented. */
export declare function entryOf<Entry>(table: {
    readonly [code: string]: Entry;
}, code: string | number | undefined): Entry | undefined;
/** The step of a handling order that applies to a code. */
export declare function stepOf<Each extends Step<string | number, string>>(handling: Handling<Each>, code: string | number | undefined): Each | undefined;
/** Calls the handler for the error's code, or the last argument if there is none. */
export declare function match(error: ApiError, handlers: {
    readonly [code: string]: Handler | undefined;
}, otherwise: Handler): unknown;
