/** An error sent by an API. */
export class ApiError extends Error {
    /** The id of the catalog that the error belongs to. */
    catalog;
    /** The code; `undefined` if the response has none, such as a proxy's error page. */
    code;
    /** Whether this version of the package knows the code. */
    known;
    /** The HTTP status of the response. */
    status;
    /** The details that the code documents, except those missing from the response. */
    details;
    /** How long to wait before the next attempt, if the response says. */
    retryAfterMs;
    /** The further errors in the same response, if the API can send several at once: up to 999. */
    others;
    /** The name of the error, if bodies of the API have one beside or instead of the code. */
    codeName;
    /** The id of the request, if bodies of the API have one. */
    requestId;
    /** Whether and when to retry the request, if the API documents it. */
    retry;
    /** The address of the code's reference entry. */
    docsUrl;
    /** @internal */
    constructor(parts) {
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
        if (parts.logged !== undefined)
            this.logged = parts.logged;
        Object.defineProperty(this, "body", { value: parts.body });
        Object.defineProperty(this, brand, { value: true });
        if (parts.cause !== undefined)
            Object.defineProperty(this, "cause", { value: parts.cause });
        for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(parts.details))) {
            if (name in this || name === "cause")
                continue;
            Object.defineProperty(this, name, { value });
        }
    }
    get name() {
        return "ApiError";
    }
    /** Whether the same request may be sent again, after `retryAfterMs` if there is such a delay. */
    get isRetryable() {
        if (this.retry === undefined)
            return this.retryAfterMs !== undefined;
        return ["again", "later", "backoff", "after_delay"].includes(this.retry);
    }
    /**
     * The parts that are safe to log: neither the body, the headers nor sensitive details. The
     * catalog's `errorFromJson` makes an error of them again.
     */
    toJSON() {
        const { name, message, catalog, code, known, status, details, logged } = this;
        const { codeName, requestId, retry, retryAfterMs, docsUrl } = this;
        const others = this.others.map((other) => other.toJSON());
        const parts = { name, message, catalog, code, known, status, details, logged };
        const more = { codeName, requestId, retry, retryAfterMs, docsUrl, others: others.length > 0 ? others : undefined };
        return { ...parts, ...more };
    }
}
// Registered under a name so that two copies of the package recognize each other's errors. The name
// of the generated package takes the place of `PACKAGE`.
const brand = /* @__PURE__ */ Symbol.for("PACKAGE/ApiError");
/** Whether a value is an error: of any catalog, of a specific one, or with a specific code. */
export function isApiError(value, catalog, code) {
    if (typeof value !== "object" || value === null || !(brand in value))
        return false;
    const error = value;
    return ((catalog === undefined || error.catalog === catalog) &&
        (code === undefined || error.code === code));
}
/** Whether a value is the error with a name. */
export function isNamed(value, catalog, name) {
    return isApiError(value, catalog) && value.codeName === name;
}
/** The errors of a catalog as a class, for `instanceof`. */
export function errorClass(catalog) {
    return { [Symbol.hasInstance]: (value) => isApiError(value, catalog) };
}
/** The code that a code is a case of: of one that is not known, that of which it is the beginning. */
export function familyOf({ codes, join, parents }, code) {
    if (join === undefined || typeof code !== "string" || codes.has(code))
        return entryOf(parents, code);
    for (let end = code.lastIndexOf(join); end > 0; end = code.lastIndexOf(join, end - 1)) {
        const before = code.slice(0, end);
        if (!codes.has(before))
            continue;
        return Object.values(parents).includes(before) ? before : entryOf(parents, before);
    }
    return undefined;
}
/** Whether a value is an error of a family: its code, or a case of it. */
export function isIn(value, catalog, families, family) {
    if (!isApiError(value, catalog))
        return false;
    let code = value.code;
    while (code !== undefined && code !== family)
        code = familyOf(families, code);
    return code === family;
}
/** Parses an error response; its body must not have been read. */
export function parseError(catalog, response) {
    const { status, headers } = response;
    return textOf(response).then((body) => errorFrom(catalog, { status, headers, body }), (cause) => errorFrom(catalog, { status, headers }, cause));
}
/** Parses an error response whose body has been read. */
export function errorFrom(catalog, source, problem) {
    const { status } = source;
    const isUnread = problem === undefined && typeof source.text === "function";
    const cause = isUnread ? new TypeError("it has not been; call `parseError`") : problem;
    const headers = headerRecord(source.headers);
    const header = headerReader(source.headers, headers);
    const body = typeof source.body === "string" ? fromJson(source.body) : source.body;
    const error = readBody(catalog, { status, header, headers, body, isText: false });
    if (error !== undefined)
        return error;
    const target = status >= 300 && status < 400 ? header("location") : undefined;
    if (catalog.redirect && target !== undefined) {
        const body = query(target);
        const redirected = readBody(catalog, { status, header, headers, body, isText: true });
        if (redirected !== undefined)
            return redirected;
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
export function errorFromJson(catalog, value) {
    if (isApiError(value, catalog.id))
        return value;
    const read = (name) => member(value, name);
    const [message, status, code] = [read("message"), read("status"), read("code")];
    if (read("catalog") !== catalog.id || typeof message !== "string" || typeof status !== "number") {
        return undefined;
    }
    const ofCode = typeof code === "string" || typeof code === "number" ? code : undefined;
    const object = (name) => (hasKind(read(name), "object") ? read(name) : undefined);
    const text = (name) => (typeof read(name) === "string" ? read(name) : undefined);
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
        logged: object("logged"),
        body: undefined,
    });
}
/** What is said of a response without an error. */
function noCode(status, cause) {
    if (cause === undefined)
        return `The response (HTTP ${status}) has no error code`;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return `The body of the response (HTTP ${status}) cannot be read: ${reason}`;
}
/** Parses the error in the address of a redirect; `undefined` if it has none. */
export function errorFromRedirect(catalog, url, status) {
    const body = query(typeof url === "string" ? url : url.href);
    return readBody(catalog, { status, header: () => undefined, headers: {}, body, isText: true });
}
/** What a table says about a code; `undefined` if the code is not documented. */
export function entryOf(table, code) {
    return code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;
}
/** The step of a handling order that applies to a code. */
export function stepOf(handling, code) {
    const found = handling.steps.find(({ codes }) => codes.includes(code));
    return found ?? handling.otherwise;
}
/** Calls the handler for the error's code, or the last argument if there is none. */
export function match(error, handlers, otherwise) {
    const { code } = error;
    const isHandled = code !== undefined && Object.hasOwn(handlers, code);
    const handler = isHandled ? handlers[code] : undefined;
    return (handler ?? otherwise)(error);
}
// Being async, it rejects if `text` throws.
async function textOf(response) {
    return response.text();
}
function readBody(catalog, received) {
    // Each error takes a hundred times the memory of its JSON.
    const [first, ...rest] = identified(catalog, received).slice(0, 1000);
    if (first === undefined)
        return undefined;
    const others = rest.map((found) => readError(catalog, received, found, []));
    return readError(catalog, received, first, others);
}
function readError(catalog, received, { code, positions, name }, others) {
    const { status, header, body } = received;
    const message = catalog.message && valueAt(received, catalog.message, catalog, positions);
    const position = positionOf(catalog, code);
    const details = {};
    let retryAfterMs;
    for (const detail of detailsAt(catalog, position)) {
        const value = readDetail(detail, catalog, received, positions);
        if (value === undefined)
            continue;
        if (typeof value === "number" && detail.kind === "delay")
            retryAfterMs ??= value;
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
function positionOf({ codes }, code) {
    return code === undefined ? -1 : [...codes].indexOf(code);
}
/** The details of the code at a position. */
function detailsAt({ details, detailsOf }, position) {
    const list = detailsOf?.[position];
    return (list !== undefined && details?.[list]) || [];
}
/** The text at a path; `undefined` if there is none. */
function textAt(path, catalog, received, positions) {
    return path && textOnly(valueAt(received, path, catalog, positions));
}
/** The advice of the code at a position: the word that the letter of the code stands for. */
function retryAt({ retries }, position) {
    return advice[retries?.[position] ?? "-"];
}
const advice = {
    n: "never",
    g: "again",
    l: "later",
    b: "backoff",
    d: "after_delay",
    a: "after_action",
    o: "outcome_unknown",
};
/** The documented address of the entry of a code. */
function docsUrlOf({ docs }, code, position) {
    if (docs === undefined || code === undefined)
        return undefined;
    return isRuns(docs) ? addressOf(docs, code, position) : entryOf(docs, code);
}
function isRuns(addresses) {
    return Array.isArray(addresses);
}
/** The address of the code at a position. */
function addressOf(runs, code, position) {
    if (position < 0)
        return undefined;
    const [, before, after] = runs.find(([count]) => (position -= count) < 0) ?? [];
    return before === undefined || after === undefined ? undefined : before + String(code) + after;
}
/** The code that has an address. */
function codeOfType(catalog, uri) {
    const { types = {}, numbers } = catalog;
    if (!isRuns(types))
        return entryOf(types, uri);
    for (const [, before, after] of types) {
        if (before === undefined || after === undefined)
            continue;
        if (!uri.startsWith(before) || !uri.endsWith(after))
            continue;
        const text = uri.slice(before.length, uri.length - after.length);
        const code = numbers ? Number(text) : text;
        if (addressOf(types, code, positionOf(catalog, code)) === uri)
            return code;
    }
    return undefined;
}
/** The parts of a body that clients log; `undefined` if the catalog names none. */
function loggedOf(catalog, received, positions) {
    if (catalog.logged === undefined)
        return undefined;
    const parts = Object.entries(catalog.logged).map(([name, path]) => {
        return [name, valueAt(received, path, catalog, positions)];
    });
    return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
}
function readDetail({ kind, nullable, path, header: name, parameter }, catalog, received, positions) {
    const { header, isText } = received;
    if (name !== undefined) {
        const text = header(name);
        if (text === undefined || parameter === undefined)
            return fromText(text, kind, header);
        return fromText(challengeParameter(text, parameter), kind, header);
    }
    const value = path && valueAt(received, path, catalog, positions);
    const isWritten = isText || kind === "delay";
    if (isWritten && typeof value === "string")
        return fromText(value, kind, header);
    if (value === null)
        return nullable ? null : undefined;
    if (!hasKind(value, kind))
        return undefined;
    return typeof value === "number" && kind === "delay" ? milliseconds(value) : value;
}
/**
 * What identifies the errors in a response: the code or the name in the body, or else the URI of the
 * problem, or else the code in a header. A name or a URI that is not known counts last, and only if a
 * body has no place for a code: it may be nothing but a text or an address. `about:blank` says that
 * there is none (RFC 9457, section 4.2.1).
 */
function identified(catalog, { body, header, isText }) {
    const { code, name: place, type, header: name, aliases = {} } = catalog;
    const today = (found) => ({ ...found, code: entryOf(aliases, found.code) ?? found.code });
    const read = (value) => codeOf(value, catalog, isText);
    const codes = code === undefined ? [] : foundAt(body, code, read, isText, []).map(today);
    const names = place === undefined ? [] : foundAt(body, place, textOnly, isText, []);
    const inBody = place === undefined ? codes : paired(catalog, codes, names);
    if (inBody.length > 0)
        return inBody;
    const uris = type === undefined ? [] : foundAt(body, type, uriOf, isText, []);
    const problems = uris.map((found) => ({ found, code: codeOfType(catalog, String(found.code)) }));
    const isKnown = problems.some((problem) => problem.code !== undefined);
    const sent = name === undefined || isKnown ? undefined : header(name)?.trim();
    const inHeader = sent ? codeOf(sent, catalog, true) : undefined;
    if (inHeader !== undefined)
        return [today({ code: inHeader, positions: [] })];
    if (!isKnown && code !== undefined)
        return [];
    if (!isKnown && names.length > 0)
        return names.map((found) => ({ ...found, name: String(found.code) }));
    return problems.map(({ found, code = found.code }) => ({ ...found, code }));
}
/**
 * The errors that codes and names identify, in the order of the body. A name that is known tells which
 * of several errors with a code it is, and stands in for a code that is absent or not known.
 */
function paired(catalog, codes, names) {
    const all = new Map(codes.map((found) => [String(found.positions), found]));
    for (const { code: sent, positions } of names) {
        const name = entryOf(catalog.formerNames ?? {}, sent) ?? String(sent);
        const code = entryOf(catalog.names ?? {}, name);
        const other = all.get(String(positions))?.code;
        const isOther = other !== undefined && other !== code && catalog.codes.has(other);
        if (code !== undefined && !isOther)
            all.set(String(positions), { code, positions, name });
    }
    const order = (one, other) => one.positions.map((at, index) => at - (other.positions[index] ?? 0)).find((gap) => gap !== 0) ?? 0;
    return [...all.values()].sort(order);
}
/** The name of a code: of several, the first. */
function nameOf({ codes, names }, code) {
    if (names === undefined || !codes.has(code))
        return undefined;
    return Object.keys(names).find((name) => names[name] === code);
}
/** What is read at a path of a body, once for each element of the arrays on the way. */
function foundAt(value, path, read, isText, positions) {
    const [step, ...rest] = path;
    if (step === undefined) {
        const code = read(value);
        return code === undefined ? [] : [{ code, positions }];
    }
    const inner = opened(value, isText);
    const within = (part, at) => foundAt(part, rest, read, isText, at);
    if (step !== null)
        return within(member(inner, step), positions);
    if (!Array.isArray(inner))
        return [];
    return inner.flatMap((element, index) => within(element, [...positions, index]));
}
/** A text that is not empty. */
function textOnly(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}
/** The URI of a problem. */
function uriOf(value) {
    return value === "about:blank" ? undefined : textOnly(value);
}
/** A code: text, or a whole number. A value of the other type counts if it is a known code. */
function codeOf(value, { codes, numbers }, isText) {
    if (typeof value === (numbers ? "number" : "string")) {
        return numbers && !Number.isInteger(value) ? undefined : value;
    }
    if (typeof value === "number")
        return codes.has(String(value)) ? String(value) : undefined;
    if (typeof value !== "string" || !/^-?\d+$/.test(value))
        return undefined;
    return isText || codes.has(Number(value)) ? Number(value) : undefined;
}
/** The value at a path. In arrays shared with the path to the code, takes the code's element. */
function valueAt({ body, isText }, path, catalog, positions) {
    let value = body;
    let depth = 0;
    let isShared = true;
    for (const [index, step] of path.entries()) {
        isShared &&= (catalog.code ?? catalog.name ?? catalog.type)?.[index] === step;
        value = opened(value, isText);
        if (step !== null) {
            value = member(value, step);
        }
        else if (Array.isArray(value)) {
            value = value[(isShared && positions[depth++]) || 0];
        }
        else {
            return undefined;
        }
    }
    return value;
}
/** A value whose members can be read: in a query, objects and arrays are sent as JSON text. */
function opened(value, isText) {
    return isText && typeof value === "string" ? fromJson(value) : value;
}
function member(value, name) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) {
        return undefined;
    }
    return value[name];
}
function hasKind(value, kind) {
    switch (kind) {
        case "list":
            return Array.isArray(value);
        case "object":
            return typeof value === "object" && value !== null && !Array.isArray(value);
        case "delay":
            return Number.isFinite(value) && value >= 0;
        case "number":
            // JSON sets no limit to numbers; what does not fit is read as infinite.
            return Number.isFinite(value);
        default:
            return typeof value === kind;
    }
}
/** The value of a detail sent as text, in a header or a query. */
function fromText(text, kind, header) {
    if (text === undefined || kind === "string")
        return text;
    if (kind === "delay")
        return delay(text, header);
    const value = fromJson(text);
    return hasKind(value, kind) ? value : undefined;
}
/** The text parsed as JSON, which a byte order mark may precede, or the text itself. */
function fromJson(text) {
    try {
        return JSON.parse(text.replace(/^\uFEFF/, ""));
    }
    catch {
        return text;
    }
}
function headerReader(headers, record) {
    if (headers === undefined || !isHeadersLike(headers))
        return (name) => entryOf(record, name.toLowerCase());
    return (name) => headerText(headers.get(name) ?? undefined);
}
/** All headers by their names in lower case, as far as they can be listed. */
function headerRecord(headers = {}) {
    const listed = headers;
    const entries = typeof listed[Symbol.iterator] === "function" ? listed : undefined;
    const texts = new Map();
    for (const [name, value] of entries ?? Object.entries(headers)) {
        if (value === undefined || value === null || typeof value === "function")
            continue;
        const key = name.toLowerCase();
        const text = Array.isArray(value) ? value.join(", ") : String(value);
        texts.set(key, texts.has(key) ? `${texts.get(key)}, ${text}` : text);
    }
    return Object.fromEntries([...texts].map(([name, text]) => [name, headerText(text) ?? ""]));
}
/** The text of a header: UTF-8 if its bytes, which libraries read as Latin-1, are that. */
function headerText(value) {
    const bytes = value?.replace(/[%\x80-\xFF]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
    try {
        return bytes && decodeURIComponent(bytes);
    }
    catch {
        return value;
    }
}
function isHeadersLike(headers) {
    return typeof headers["get"] === "function";
}
function retryAfter(header) {
    const text = header("retry-after");
    return text === undefined ? undefined : delay(text, header);
}
/** A delay in milliseconds, from whole seconds or an HTTP date (RFC 9110, section 10.2.3). */
function delay(text, header) {
    const trimmed = text.trim();
    if (/^\d+$/.test(trimmed))
        return milliseconds(Number(trimmed));
    const until = httpDate(trimmed);
    if (until === undefined)
        return undefined;
    // Counted from the server's clock if the response gives it: the client's may be wrong.
    const now = httpDate(header("date") ?? "") ?? Date.now();
    return Math.min(Math.max(0, until - now), longest);
}
/** The longest delay, 24 days: a timer that is set to a longer one may fire at once. */
const longest = 24 * 24 * 60 * 60 * 1000;
/** Whole seconds, rounded up so that nobody retries too early, in milliseconds. */
function milliseconds(seconds) {
    return Math.min(Math.ceil(seconds) * 1000, longest);
}
/** The time of an HTTP date in any of its three formats (RFC 9110, section 5.6.7). */
function httpDate(text) {
    // The asctime format has no comma after the weekday, and the year at the end.
    const date = text
        .replace(/[ -]+/g, " ")
        .trim()
        .replace(/^([^ ,]+) (\S+) (\S+) (\S+) (\d+)$/, "$1, $3 $2 $5 $4 GMT");
    const fields = /^\S+, (\d{1,4}) ([A-Z][a-z]{2}) (\d\d|\d{4}) (\d\d):(\d\d):(\d\d) GMT$/.exec(date);
    if (fields === null)
        return undefined;
    const number = (at) => Number(fields[at]);
    const month = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(fields[2] ?? "?") / 3;
    const century = fields[3]?.length === 4 ? 0 : number(3) < 70 ? 2000 : 1900;
    const year = century + number(3);
    const day = Date.UTC(year, month, number(1));
    // A day that the month does not have would be in the next one, where a leap second belongs.
    const exists = month >= 0 && new Date(day).getUTCDate() === number(1);
    if (!exists || year < 1970 || number(4) > 23 || number(5) > 59 || number(6) > 60)
        return undefined;
    return day + (number(4) * 3600 + number(5) * 60 + number(6)) * 1000;
}
/** A parameter of a challenge (RFC 9110, section 11.6.1). */
function challengeParameter(text, name) {
    const parts = /([^\s,="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s,"]*)))?|"(?:[^"\\]|\\.)*"?/g;
    for (const [, found, quoted, token] of text.matchAll(parts)) {
        if (found?.toLowerCase() !== name.toLowerCase())
            continue;
        const value = quoted?.replace(/\\(.)/g, "$1") ?? token;
        if (value !== undefined)
            return value;
    }
    return undefined;
}
/** The query of an address; if a parameter repeats, the first one counts. */
function query(url) {
    const [, search = ""] = /\?([^#]*)/.exec(url) ?? [];
    const parameters = new Map();
    for (const pair of search.split("&")) {
        const [name = "", ...value] = pair.split("=");
        if (!parameters.has(decode(name)))
            parameters.set(decode(name), decode(value.join("=")));
    }
    return Object.fromEntries(parameters);
}
/** The text of a part of a query; what is not UTF-8 becomes U+FFFD. */
function decode(text) {
    const characters = /%[c-f][\da-f](?:%[89ab][\da-f])*|%[\da-f]{2}/gi;
    return text.replaceAll("+", " ").replace(characters, (bytes) => {
        try {
            return decodeURIComponent(bytes);
        }
        catch {
            return "\uFFFD";
        }
    });
}
