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
export interface NoDetails {}

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
export class ApiError<
    Code extends string | number | undefined = string | number | undefined,
    Details = object,
    Response extends HasBody = HasBody,
    Others extends readonly unknown[] = readonly unknown[],
> extends Error {
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
    declare readonly headers: { readonly [name: string]: string };
    /** What else of the body the API asks clients to log, by its path; if it does. */
    declare readonly logged?: { readonly [path: string]: unknown };
    /** The body: parsed JSON, or else text. Not enumerable, to stay out of logs. */
    declare readonly body: Response["body"];

    /** @internal */
    constructor(parts: ErrorParts<Code, Details, Response["body"], Others>) {
        super(parts.message);
        this.catalog = parts.catalog;
        this.code = parts.code;
        this.known = parts.known;
        this.status = parts.status;
        this.details = parts.details;
        this.retryAfterMs = parts.retryAfterMs;
        this.others = parts.others;
        this.codeName = parts.codeName;
        this.requestId = parts.requestId;
        this.retry = parts.retry;
        this.docsUrl = parts.docsUrl;
        Object.defineProperty(this, "headers", { value: parts.headers });
        if (parts.logged !== undefined) this.logged = parts.logged;
        Object.defineProperty(this, "body", { value: parts.body });
        Object.defineProperty(this, brand, { value: true });
        if (parts.cause !== undefined) Object.defineProperty(this, "cause", { value: parts.cause });
        for (const [name, { value }] of Object.entries(
            Object.getOwnPropertyDescriptors(parts.details),
        )) {
            if (name in this || name === "cause") continue;
            Object.defineProperty(this, name, { value });
        }
    }

    override get name(): string {
        return "ApiError";
    }

    /** Whether the same request may be sent again, after `retryAfterMs` if there is such a delay. */
    get isRetryable(): boolean {
        if (this.retry === undefined) return this.retryAfterMs !== undefined;
        return ["again", "later", "backoff", "after_delay"].includes(this.retry);
    }

    /**
     * The parts that are safe to log: neither the body, the headers nor sensitive details. The
     * catalog's `errorFromJson` makes an error of them again.
     */
    toJSON(): object {
        const { name, message, catalog, code, known, status, details, logged } = this;
        const { codeName, requestId, retry, retryAfterMs, docsUrl } = this;
        const others = this.others.map((other) => (other as ApiError).toJSON());
        const parts = { name, message, catalog, code, known, status, details, logged };
        const more = { codeName, requestId, retry, retryAfterMs, docsUrl, others: others.length > 0 ? others : undefined };
        return { ...parts, ...more };
    }
}

/** An error with a documented code; its details are also members of the error. */
export type KnownError<
    Code extends string | number,
    Details,
    Response extends HasBody,
    Others extends readonly unknown[],
    Status extends number = number,
> = ApiError<Code, Details, Response, Others> & { readonly known: true; readonly status: Status } & Omit<
        Details,
        keyof ApiError | keyof Object | "cause"
    >;

/** The statuses of a code among errors. */
export type StatusIn<Errors, Code> = Errors extends { readonly code: infer Codes; readonly status: infer Status }
    ? Code extends Codes
        ? Status
        : never
    : never;

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
export type Loose<Value> = Value extends object
    ? { readonly [Name in keyof Value]?: Loose<NonNullable<Value[Name]>> }
    : unknown;

/** What has any body, or none. */
export interface HasLooseBody<Body> extends HasBody {
    readonly body: Loose<Body> | undefined;
}

/** An error with no code, or with one that this version of the package does not know. */
export interface UnknownError<Body, Others extends readonly unknown[]>
    extends ApiError<UnknownErrorCode | undefined, NoDetails, HasLooseBody<Body>, Others> {
    readonly known: false;
}

/** An address: a string, a `URL`, or `window.location`. */
export type Address = string | { readonly href: string };

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
    readonly names?: { readonly [name: string]: string | number };
    readonly formerNames?: { readonly [former: string]: string };
    /** Where it has the URI that identifies the problem, and these URIs, or the code of each. */
    readonly type?: Path;
    readonly types?: readonly Run[] | { readonly [uri: string]: string | number };
    /** The header that has the code. */
    readonly header?: string;
    /** The code of each former code. */
    readonly aliases?: { readonly [former: string]: string | number };
    /** The lists of details that codes have, and the number of the list of each code, in their order. */
    readonly details?: readonly (readonly Detail[])[];
    readonly detailsOf?: readonly number[];
    /** The parts of a body that clients log, by how the reference writes their paths. */
    readonly logged?: { readonly [path: string]: Path };
    /** Where a body has the id of the request. */
    readonly requestId?: Path;
    /** Whether to retry: a letter for each code, in the order of the codes. */
    readonly retries?: string;
    /** Where a body has the address of the code's reference entry. */
    readonly docsUrl?: Path;
    /** These addresses, or each by its code. */
    readonly docs?: readonly Run[] | { readonly [code: string]: string };
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
    readonly headers: { readonly [name: string]: string };
    readonly logged?: { readonly [path: string]: unknown } | undefined;
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
export type ResultOf<Handlers> = Handlers[keyof Handlers] extends infer Each
    ? Each extends (error: never) => infer Result
        ? Result
        : never
    : never;

// Registered under a name so that two copies of the package recognize each other's errors. The name
// of the generated package takes the place of `PACKAGE`.
const brand: unique symbol = /* @__PURE__ */ Symbol.for("PACKAGE/ApiError");

/** Whether a value is an error: of any catalog, of a specific one, or with a specific code. */
export function isApiError(value: unknown, catalog?: string, code?: string | number): value is ApiError {
    if (typeof value !== "object" || value === null || !(brand in value)) return false;
    const error = value as Partial<ApiError>;
    return (
        (catalog === undefined || error.catalog === catalog) &&
        (code === undefined || error.code === code)
    );
}

/** Whether a value is the error with a name. */
export function isNamed(value: unknown, catalog: string, name: string): boolean {
    return isApiError(value, catalog) && value.codeName === name;
}

/** What stands to the right of `instanceof`. */
export interface ErrorClass<Instance> {
    [Symbol.hasInstance](value: unknown): value is Instance;
}

/** The errors of a catalog as a class, for `instanceof`. */
export function errorClass(catalog: string): ErrorClass<ApiError> {
    return { [Symbol.hasInstance]: (value): value is ApiError => isApiError(value, catalog) };
}

/** What is known of families: the codes, and the code that each case is a case of. */
export interface Families {
    readonly codes: ReadonlySet<string | number>;
    /** What stands between the code of a family and the rest of those of its cases. */
    readonly join?: string;
    readonly parents: { readonly [code: string]: string | number };
}

/** The code that a code is a case of: of one that is not known, that of which it is the beginning. */
export function familyOf({ codes, join, parents }: Families, code: string | number | undefined): string | number | undefined {
    if (join === undefined || typeof code !== "string" || codes.has(code)) return entryOf(parents, code);
    for (let end = code.lastIndexOf(join); end > 0; end = code.lastIndexOf(join, end - 1)) {
        const before = code.slice(0, end);
        if (!codes.has(before)) continue;
        return Object.values(parents).includes(before) ? before : entryOf(parents, before);
    }
    return undefined;
}

/** Whether a value is an error of a family: its code, or a case of it. */
export function isIn(value: unknown, catalog: string, families: Families, family: string | number): boolean {
    if (!isApiError(value, catalog)) return false;
    let code = value.code;
    while (code !== undefined && code !== family) code = familyOf(families, code);
    return code === family;
}

/** Parses an error response; its body must not have been read. */
export function parseError(catalog: Catalog, response: ResponseLike): Promise<ApiError> {
    const { status, headers } = response;
    return textOf(response).then(
        (body) => errorFrom(catalog, { status, headers, body }),
        (cause) => errorFrom(catalog, { status, headers }, cause),
    );
}

/** Parses an error response whose body has been read. */
export function errorFrom(catalog: Catalog, source: ErrorSource, problem?: unknown): ApiError {
    const { status } = source;
    const isUnread = problem === undefined && typeof source.text === "function";
    const cause = isUnread ? new TypeError("it has not been; call `parseError`") : problem;
    const headers = headerRecord(source.headers);
    const header = headerReader(source.headers, headers);
    const body = typeof source.body === "string" ? fromJson(source.body) : source.body;
    const error = readBody(catalog, { status, header, headers, body, isText: false });
    if (error !== undefined) return error;
    const target = status >= 300 && status < 400 ? header("location") : undefined;
    if (catalog.redirect && target !== undefined) {
        const body = query(target);
        const redirected = readBody(catalog, { status, header, headers, body, isText: true });
        if (redirected !== undefined) return redirected;
    }
    return new ApiError({
        message: noCode(status, cause),
        catalog: catalog.id,
        code: undefined,
        known: false,
        status,
        details: {},
        retryAfterMs: retryAfter(header),
        others: [],
        headers,
        body,
        cause,
    });
}

/** The error of which `toJSON` made a value; `undefined` for any other value. */
export function errorFromJson(catalog: Catalog, value: unknown): ApiError | undefined {
    if (isApiError(value, catalog.id)) return value;
    const read = (name: string) => member(value, name);
    const [message, status, code] = [read("message"), read("status"), read("code")];
    if (read("catalog") !== catalog.id || typeof message !== "string" || typeof status !== "number") {
        return undefined;
    }
    const ofCode = typeof code === "string" || typeof code === "number" ? code : undefined;
    const object = (name: string) => (hasKind(read(name), "object") ? (read(name) as object) : undefined);
    const text = (name: string) => (typeof read(name) === "string" ? (read(name) as string) : undefined);
    const [delay, others] = [read("retryAfterMs"), read("others")];
    const position = positionOf(catalog, ofCode);
    return new ApiError({
        message,
        catalog: catalog.id,
        code: ofCode,
        known: ofCode !== undefined && catalog.codes.has(ofCode),
        status,
        details: object("details") ?? {},
        retryAfterMs: typeof delay === "number" ? delay : undefined,
        others: Array.isArray(others)
            ? others.map((other) => errorFromJson(catalog, other)).filter((other) => other !== undefined)
            : [],
        codeName: text("codeName"),
        requestId: text("requestId"),
        retry: retryAt(catalog, position),
        docsUrl: text("docsUrl") ?? docsUrlOf(catalog, ofCode, position),
        headers: {},
        logged: object("logged") as { readonly [path: string]: unknown } | undefined,
        body: undefined,
    });
}

/** What is said of a response without an error. */
function noCode(status: number, cause: unknown): string {
    if (cause === undefined) return `The response (HTTP ${status}) has no error code`;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return `The body of the response (HTTP ${status}) cannot be read: ${reason}`;
}

/** Parses the error in the address of a redirect; `undefined` if it has none. */
export function errorFromRedirect(
    catalog: Catalog,
    url: Address,
    status: number,
): ApiError | undefined {
    const body = query(typeof url === "string" ? url : url.href);
    return readBody(catalog, { status, header: () => undefined, headers: {}, body, isText: true });
}

/** What a table says about a code; `undefined` if the code is not documented. */
export function entryOf<Entry>(
    table: { readonly [code: string]: Entry },
    code: string | number | undefined,
): Entry | undefined {
    return code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;
}

/** The step of a handling order that applies to a code. */
export function stepOf<Each extends Step<string | number, string>>(
    handling: Handling<Each>,
    code: string | number | undefined,
): Each | undefined {
    const found = handling.steps.find(({ codes }) => codes.includes(code as string | number));
    return found ?? handling.otherwise;
}

/** Calls the handler for the error's code, or the last argument if there is none. */
export function match(
    error: ApiError,
    handlers: { readonly [code: string]: Handler | undefined },
    otherwise: Handler,
): unknown {
    const { code } = error;
    const isHandled = code !== undefined && Object.hasOwn(handlers, code);
    const handler = isHandled ? handlers[code] : undefined;
    return (handler ?? otherwise)(error as never);
}

type HeaderReader = (name: string) => string | undefined;

interface Received {
    readonly status: number;
    readonly header: HeaderReader;
    readonly headers: { readonly [name: string]: string };
    readonly body: unknown;
    /** Whether every value in the body is text, as in a query. */
    readonly isText: boolean;
}

/** A code in a body, and the index into each array on the path to it. */
interface Found {
    readonly code: string | number;
    readonly positions: readonly number[];
    /** The name in the body, as it is today. */
    readonly name?: string;
}

// Being async, it rejects if `text` throws.
async function textOf(response: ResponseLike): Promise<string> {
    return response.text();
}

function readBody(catalog: Catalog, received: Received): ApiError | undefined {
    // Each error takes a hundred times the memory of its JSON.
    const [first, ...rest] = identified(catalog, received).slice(0, 1000);
    if (first === undefined) return undefined;
    const others = rest.map((found) => readError(catalog, received, found, []));
    return readError(catalog, received, first, others);
}

function readError(
    catalog: Catalog,
    received: Received,
    { code, positions, name }: Found,
    others: readonly ApiError[],
): ApiError {
    const { status, header, body } = received;
    const message = catalog.message && valueAt(received, catalog.message, catalog, positions);
    const position = positionOf(catalog, code);
    const details = {};
    let retryAfterMs: number | undefined;
    for (const detail of detailsAt(catalog, position)) {
        const value = readDetail(detail, catalog, received, positions);
        if (value === undefined) continue;
        if (typeof value === "number" && detail.kind === "delay") retryAfterMs ??= value;
        Object.defineProperty(details, detail.name, { value, enumerable: !detail.sensitive });
    }
    return new ApiError({
        message: typeof message === "string" && message !== "" ? message : String(code),
        catalog: catalog.id,
        code,
        known: catalog.codes.has(code),
        status,
        details,
        retryAfterMs: retryAfterMs ?? retryAfter(header),
        others,
        codeName: name ?? nameOf(catalog, code),
        requestId: textAt(catalog.requestId, catalog, received, positions),
        retry: retryAt(catalog, position),
        docsUrl: textAt(catalog.docsUrl, catalog, received, positions) ?? docsUrlOf(catalog, code, position),
        headers: received.headers,
        logged: loggedOf(catalog, received, positions),
        body,
    });
}

/** Where a code is among the codes; -1 if it is none of them. */
function positionOf({ codes }: Catalog, code: string | number | undefined): number {
    return code === undefined ? -1 : [...codes].indexOf(code);
}

/** The details of the code at a position. */
function detailsAt({ details, detailsOf }: Catalog, position: number): readonly Detail[] {
    const list = detailsOf?.[position];
    return (list !== undefined && details?.[list]) || [];
}

/** The text at a path; `undefined` if there is none. */
function textAt(
    path: Path | undefined,
    catalog: Catalog,
    received: Received,
    positions: readonly number[],
): string | undefined {
    return path && textOnly(valueAt(received, path, catalog, positions));
}

/** The advice of the code at a position: the word that the letter of the code stands for. */
function retryAt({ retries }: Catalog, position: number): Retry | undefined {
    return advice[retries?.[position] ?? "-"];
}

const advice: { readonly [letter: string]: Retry } = {
    n: "never",
    g: "again",
    l: "later",
    b: "backoff",
    d: "after_delay",
    a: "after_action",
    o: "outcome_unknown",
};

/** The documented address of the entry of a code. */
function docsUrlOf(
    { docs }: Catalog,
    code: string | number | undefined,
    position: number,
): string | undefined {
    if (docs === undefined || code === undefined) return undefined;
    return isRuns(docs) ? addressOf(docs, code, position) : entryOf(docs, code);
}

function isRuns(addresses: readonly Run[] | object): addresses is readonly Run[] {
    return Array.isArray(addresses);
}

/** The address of the code at a position. */
function addressOf(runs: readonly Run[], code: string | number, position: number): string | undefined {
    if (position < 0) return undefined;
    const [, before, after] = runs.find(([count]) => (position -= count) < 0) ?? [];
    return before === undefined || after === undefined ? undefined : before + String(code) + after;
}

/** The code that has an address. */
function codeOfType(catalog: Catalog, uri: string): string | number | undefined {
    const { types = {}, numbers } = catalog;
    if (!isRuns(types)) return entryOf(types, uri);
    for (const [, before, after] of types) {
        if (before === undefined || after === undefined) continue;
        if (!uri.startsWith(before) || !uri.endsWith(after)) continue;
        const text = uri.slice(before.length, uri.length - after.length);
        const code = numbers ? Number(text) : text;
        if (addressOf(types, code, positionOf(catalog, code)) === uri) return code;
    }
    return undefined;
}

/** The parts of a body that clients log; `undefined` if the catalog names none. */
function loggedOf(catalog: Catalog, received: Received, positions: readonly number[]) {
    if (catalog.logged === undefined) return undefined;
    const parts = Object.entries(catalog.logged).map(([name, path]) => {
        return [name, valueAt(received, path, catalog, positions)] as const;
    });
    return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
}

function readDetail(
    { kind, nullable, path, header: name, parameter }: Detail,
    catalog: Catalog,
    received: Received,
    positions: readonly number[],
): unknown {
    const { header, isText } = received;
    if (name !== undefined) {
        const text = header(name);
        if (text === undefined || parameter === undefined) return fromText(text, kind, header);
        return fromText(challengeParameter(text, parameter), kind, header);
    }
    const value = path && valueAt(received, path, catalog, positions);
    const isWritten = isText || kind === "delay";
    if (isWritten && typeof value === "string") return fromText(value, kind, header);
    if (value === null) return nullable ? null : undefined;
    if (!hasKind(value, kind)) return undefined;
    return typeof value === "number" && kind === "delay" ? milliseconds(value) : value;
}

/**
 * What identifies the errors in a response: the code or the name in the body, or else the URI of the
 * problem, or else the code in a header. A name or a URI that is not known counts last, and only if a
 * body has no place for a code: it may be nothing but a text or an address. `about:blank` says that
 * there is none (RFC 9457, section 4.2.1).
 */
function identified(catalog: Catalog, { body, header, isText }: Received): readonly Found[] {
    const { code, name: place, type, header: name, aliases = {} } = catalog;
    const today = (found: Found) => ({ ...found, code: entryOf(aliases, found.code) ?? found.code });
    const read = (value: unknown) => codeOf(value, catalog, isText);
    const codes = code === undefined ? [] : foundAt(body, code, read, isText, []).map(today);
    const names = place === undefined ? [] : foundAt(body, place, textOnly, isText, []);
    const inBody = place === undefined ? codes : paired(catalog, codes, names);
    if (inBody.length > 0) return inBody;
    const uris = type === undefined ? [] : foundAt(body, type, uriOf, isText, []);
    const problems = uris.map((found) => ({ found, code: codeOfType(catalog, String(found.code)) }));
    const isKnown = problems.some((problem) => problem.code !== undefined);
    const sent = name === undefined || isKnown ? undefined : header(name)?.trim();
    const inHeader = sent ? codeOf(sent, catalog, true) : undefined;
    if (inHeader !== undefined) return [today({ code: inHeader, positions: [] })];
    if (!isKnown && code !== undefined) return [];
    if (!isKnown && names.length > 0) return names.map((found) => ({ ...found, name: String(found.code) }));
    return problems.map(({ found, code = found.code }) => ({ ...found, code }));
}

/**
 * The errors that codes and names identify, in the order of the body. A name that is known tells which
 * of several errors with a code it is, and stands in for a code that is absent or not known.
 */
function paired(catalog: Catalog, codes: readonly Found[], names: readonly Found[]): readonly Found[] {
    const all = new Map(codes.map((found) => [String(found.positions), found]));
    for (const { code: sent, positions } of names) {
        const name = entryOf(catalog.formerNames ?? {}, sent) ?? String(sent);
        const code = entryOf(catalog.names ?? {}, name);
        const other = all.get(String(positions))?.code;
        const isOther = other !== undefined && other !== code && catalog.codes.has(other);
        if (code !== undefined && !isOther) all.set(String(positions), { code, positions, name });
    }
    const order = (one: Found, other: Found) =>
        one.positions.map((at, index) => at - (other.positions[index] ?? 0)).find((gap) => gap !== 0) ?? 0;
    return [...all.values()].sort(order);
}

/** The name of a code: of several, the first. */
function nameOf({ codes, names }: Catalog, code: string | number): string | undefined {
    if (names === undefined || !codes.has(code)) return undefined;
    return Object.keys(names).find((name) => names[name] === code);
}

/** What is read at a path of a body, once for each element of the arrays on the way. */
function foundAt(
    value: unknown,
    path: Path,
    read: (value: unknown) => string | number | undefined,
    isText: boolean,
    positions: readonly number[],
): Found[] {
    const [step, ...rest] = path;
    if (step === undefined) {
        const code = read(value);
        return code === undefined ? [] : [{ code, positions }];
    }
    const inner = opened(value, isText);
    const within = (part: unknown, at: readonly number[]) => foundAt(part, rest, read, isText, at);
    if (step !== null) return within(member(inner, step), positions);
    if (!Array.isArray(inner)) return [];
    return inner.flatMap((element, index) => within(element, [...positions, index]));
}

/** A text that is not empty. */
function textOnly(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** The URI of a problem. */
function uriOf(value: unknown): string | undefined {
    return value === "about:blank" ? undefined : textOnly(value);
}

/** A code: text, or a whole number. A value of the other type counts if it is a known code. */
function codeOf(
    value: unknown,
    { codes, numbers }: Catalog,
    isText: boolean,
): string | number | undefined {
    if (typeof value === (numbers ? "number" : "string")) {
        return numbers && !Number.isInteger(value) ? undefined : (value as string | number);
    }
    if (typeof value === "number") return codes.has(String(value)) ? String(value) : undefined;
    if (typeof value !== "string" || !/^-?\d+$/.test(value)) return undefined;
    return isText || codes.has(Number(value)) ? Number(value) : undefined;
}

/** The value at a path. In arrays shared with the path to the code, takes the code's element. */
function valueAt(
    { body, isText }: Received,
    path: Path,
    catalog: Catalog,
    positions: readonly number[],
): unknown {
    let value = body;
    let depth = 0;
    let isShared = true;
    for (const [index, step] of path.entries()) {
        isShared &&= (catalog.code ?? catalog.name ?? catalog.type)?.[index] === step;
        value = opened(value, isText);
        if (step !== null) {
            value = member(value, step);
        } else if (Array.isArray(value)) {
            value = value[(isShared && positions[depth++]) || 0];
        } else {
            return undefined;
        }
    }
    return value;
}

/** A value whose members can be read: in a query, objects and arrays are sent as JSON text. */
function opened(value: unknown, isText: boolean): unknown {
    return isText && typeof value === "string" ? fromJson(value) : value;
}

function member(value: unknown, name: string): unknown {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) {
        return undefined;
    }
    return (value as Record<string, unknown>)[name];
}

function hasKind(value: unknown, kind: Detail["kind"]): boolean {
    switch (kind) {
        case "list":
            return Array.isArray(value);
        case "object":
            return typeof value === "object" && value !== null && !Array.isArray(value);
        case "delay":
            return Number.isFinite(value) && (value as number) >= 0;
        case "number":
            // JSON sets no limit to numbers; what does not fit is read as infinite.
            return Number.isFinite(value);
        default:
            return typeof value === kind;
    }
}

/** The value of a detail sent as text, in a header or a query. */
function fromText(
    text: string | undefined,
    kind: Detail["kind"],
    header: HeaderReader,
): unknown {
    if (text === undefined || kind === "string") return text;
    if (kind === "delay") return delay(text, header);
    const value = fromJson(text);
    return hasKind(value, kind) ? value : undefined;
}

/** The text parsed as JSON, which a byte order mark may precede, or the text itself. */
function fromJson(text: string): unknown {
    try {
        return JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch {
        return text;
    }
}

function headerReader(
    headers: ErrorSource["headers"],
    record: { readonly [name: string]: string },
): HeaderReader {
    if (headers === undefined || !isHeadersLike(headers)) return (name) => entryOf(record, name.toLowerCase());
    return (name) => headerText(headers.get(name) ?? undefined);
}

/** All headers by their names in lower case, as far as they can be listed. */
function headerRecord(headers: ErrorSource["headers"] = {}): { readonly [name: string]: string } {
    const listed = headers as Partial<Iterable<[string, unknown]>>;
    const entries = typeof listed[Symbol.iterator] === "function" ? (listed as Iterable<[string, unknown]>) : undefined;
    const texts = new Map<string, string>();
    for (const [name, value] of entries ?? Object.entries(headers)) {
        if (value === undefined || value === null || typeof value === "function") continue;
        const key = name.toLowerCase();
        const text = Array.isArray(value) ? value.join(", ") : String(value);
        texts.set(key, texts.has(key) ? `${texts.get(key)}, ${text}` : text);
    }
    return Object.fromEntries([...texts].map(([name, text]) => [name, headerText(text) ?? ""]));
}

/** The text of a header: UTF-8 if its bytes, which libraries read as Latin-1, are that. */
function headerText(value: string | undefined): string | undefined {
    const bytes = value?.replace(/[%\x80-\xFF]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
    try {
        return bytes && decodeURIComponent(bytes);
    } catch {
        return value;
    }
}

function isHeadersLike(headers: HeadersLike | HeaderRecord): headers is HeadersLike {
    return typeof headers["get"] === "function";
}

function retryAfter(header: HeaderReader): number | undefined {
    const text = header("retry-after");
    return text === undefined ? undefined : delay(text, header);
}

/** A delay in milliseconds, from whole seconds or an HTTP date (RFC 9110, section 10.2.3). */
function delay(text: string, header: HeaderReader): number | undefined {
    const trimmed = text.trim();
    if (/^\d+$/.test(trimmed)) return milliseconds(Number(trimmed));
    const until = httpDate(trimmed);
    if (until === undefined) return undefined;
    // Counted from the server's clock if the response gives it: the client's may be wrong.
    const now = httpDate(header("date") ?? "") ?? Date.now();
    return Math.min(Math.max(0, until - now), longest);
}

/** The longest delay, 24 days: a timer that is set to a longer one may fire at once. */
const longest = 24 * 24 * 60 * 60 * 1000;

/** Whole seconds, rounded up so that nobody retries too early, in milliseconds. */
function milliseconds(seconds: number): number {
    return Math.min(Math.ceil(seconds) * 1000, longest);
}

/** The time of an HTTP date in any of its three formats (RFC 9110, section 5.6.7). */
function httpDate(text: string): number | undefined {
    // The asctime format has no comma after the weekday, and the year at the end.
    const date = text
        .replace(/[ -]+/g, " ")
        .trim()
        .replace(/^([^ ,]+) (\S+) (\S+) (\S+) (\d+)$/, "$1, $3 $2 $5 $4 GMT");
    const fields = /^\S+, (\d{1,4}) ([A-Z][a-z]{2}) (\d\d|\d{4}) (\d\d):(\d\d):(\d\d) GMT$/.exec(date);
    if (fields === null) return undefined;
    const number = (at: number) => Number(fields[at]);
    const month = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(fields[2] ?? "?") / 3;
    const century = fields[3]?.length === 4 ? 0 : number(3) < 70 ? 2000 : 1900;
    const year = century + number(3);
    const day = Date.UTC(year, month, number(1));
    // A day that the month does not have would be in the next one, where a leap second belongs.
    const exists = month >= 0 && new Date(day).getUTCDate() === number(1);
    if (!exists || year < 1970 || number(4) > 23 || number(5) > 59 || number(6) > 60) return undefined;
    return day + (number(4) * 3600 + number(5) * 60 + number(6)) * 1000;
}

/** A parameter of a challenge (RFC 9110, section 11.6.1). */
function challengeParameter(text: string, name: string): string | undefined {
    const parts =
        /([^\s,="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s,"]*)))?|"(?:[^"\\]|\\.)*"?/g;
    for (const [, found, quoted, token] of text.matchAll(parts)) {
        if (found?.toLowerCase() !== name.toLowerCase()) continue;
        const value = quoted?.replace(/\\(.)/g, "$1") ?? token;
        if (value !== undefined) return value;
    }
    return undefined;
}

/** The query of an address; if a parameter repeats, the first one counts. */
function query(url: string): Record<string, string> {
    const [, search = ""] = /\?([^#]*)/.exec(url) ?? [];
    const parameters = new Map<string, string>();
    for (const pair of search.split("&")) {
        const [name = "", ...value] = pair.split("=");
        if (!parameters.has(decode(name))) parameters.set(decode(name), decode(value.join("=")));
    }
    return Object.fromEntries(parameters);
}

/** The text of a part of a query; what is not UTF-8 becomes U+FFFD. */
function decode(text: string): string {
    const characters = /%[c-f][\da-f](?:%[89ab][\da-f])*|%[\da-f]{2}/gi;
    return text.replaceAll("+", " ").replace(characters, (bytes) => {
        try {
            return decodeURIComponent(bytes);
        } catch {
            return "\uFFFD";
        }
    });
}
