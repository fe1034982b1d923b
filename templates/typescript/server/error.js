var _a;
import { bodyOf, delayOf, hasValue, isObject, put, textOf } from "./body.js";
import { headersFor, isToken, redirectTo } from "./headers.js";
import { maker } from "./made.js";
// As the brand of received errors; see `runtime.ts`.
const brand = /* @__PURE__ */ Symbol.for("PACKAGE/ServiceError");
class Sent extends Error {
    catalog;
    code;
    status;
    details;
    others;
    #about;
    #code;
    #given;
    #options;
    #make;
    /** Made once, so that what is logged is what is sent. */
    #body;
    constructor(about, code, given, options, others, make) {
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
        if (options.cause !== undefined)
            Object.defineProperty(this, "cause", { value: options.cause });
    }
    get name() {
        return "ServiceError";
    }
    get body() {
        return (this.#body ??= bodyOf(this.#about.shape, this.#source()));
    }
    with(options) {
        const language = "message" in options ? undefined : this.#options.language;
        return this.#copy({ ...this.#options, ...options, language }, this.others);
    }
    complete(members) {
        const others = this.others.map((other) => other.complete(members));
        return this.#copy({ ...this.#options, members: { ...members, ...this.members } }, others);
    }
    localized(messageFor) {
        const others = this.others.map((other) => other.localized(messageFor));
        const chosen = this.#options.message === undefined ? messageFor(this) : undefined;
        return this.#copy({ ...this.#options, ...chosen }, others);
    }
    and(other) {
        return this.#copy(this.#options, [...this.others, other, ...other.others]);
    }
    toNode() {
        const [about, code, options] = [this.#about, this.#code, this.#options];
        const headers = headersFor(code.code);
        if (about.header !== undefined)
            headers.set(about.header, String(code.code));
        for (const { name, header, parameter, delay } of code.details ?? []) {
            const value = this.#given[name];
            if (header === undefined || !hasValue(value))
                continue;
            const text = textOf(delay ? delayOf(value) : value);
            if (parameter === undefined)
                headers.set(header, text);
            else
                headers.challenge(header, parameter, text);
        }
        const redirect = code.redirect ? options.redirect : undefined;
        if (redirect !== undefined) {
            headers.set("Location", this.#target(redirect));
        }
        else {
            headers.set("Content-Type", about.contentType);
        }
        for (const [name, value] of Object.entries(options.headers ?? {})) {
            if (isToken(name))
                headers.set(name, value);
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
    toResponse() {
        const { status, headers, body } = this.toNode();
        const { Response } = globalThis;
        // What `fetch` lets nobody send, and what has no body.
        const isSendable = status >= 200 && status < 600;
        const isBare = status === 204 || status === 205 || status === 304 || body === "";
        return new Response(isBare ? null : body, { status: isSendable ? status : 500, headers });
    }
    toJSON() {
        const { name, message, catalog, code, status, details } = this;
        return { name, message, catalog, code, status, details };
    }
    #copy(options, others) {
        const copy = new _a(this.#about, this.#code, this.#given, options, others, this.#make);
        // The error was made where it was made first.
        const { stack } = this;
        Object.defineProperty(copy, "stack", { value: stack, configurable: true, writable: true });
        return copy;
    }
    /** The further errors that can be sent with this one. */
    #sent() {
        return this.others.filter((other) => other instanceof _a);
    }
    /** The address of a redirect. */
    #target(address) {
        const { shape } = this.#about;
        const names = "object" in shape ? shape.object.map(({ name }) => name) : [];
        const { body } = this;
        return redirectTo(address, names, isObject(body) ? body : {}, this.#options.parameters ?? {});
    }
    #source() {
        const [code, given] = [this.#code, this.#given];
        const status = this.#options.status ?? code.status;
        const leaves = [];
        for (const [name, leaf] of Object.entries(this.#about.members ?? {})) {
            if (Object.hasOwn(this.members, name))
                leaves[leaf] = this.members[name];
        }
        for (const { name, leaf, path = [], delay } of code.details ?? []) {
            const value = given[name];
            if (leaf === undefined || value === undefined)
                continue;
            leaves[leaf] = put(leaves[leaf], path, delay && value !== null ? delayOf(value) : value);
        }
        const slot = (name) => {
            if (name === "code")
                return code.code;
            if (name === "message")
                return this.message;
            if (name === "status")
                return status;
            if (name === "status_text")
                return status === undefined ? undefined : String(status);
            if (name === "arguments")
                return (code.shown ?? []).map((at) => shownOf(code, at, given));
            return code.slots !== undefined && Object.hasOwn(code.slots, name) ? code.slots[name] : undefined;
        };
        return { slot, leaves, make: this.#make, others: this.#sent().map((other) => other.#source()) };
    }
}
_a = Sent;
/** A function for each code that makes its error. */
export function factories(catalog, codes, 
/** What functions were called before, each with its name now. */
former = {}) {
    const factory = (code) => (details = {}) => {
        const given = (code.details ?? []).map(({ name }) => [name, details[name]]);
        return new Sent(catalog, code, Object.fromEntries(given), {}, [], maker());
    };
    const made = new Map(Object.entries(codes).map(([name, code]) => [name, factory(code)]));
    for (const [name, now] of Object.entries(former)) {
        const factory = made.get(now);
        if (factory !== undefined)
            made.set(name, factory);
    }
    return Object.fromEntries(made);
}
/** Whether a value is an error that a service sends: of any catalog, or of a specific one. */
export function isServiceError(value, catalog) {
    if (typeof value !== "object" || value === null || !(brand in value))
        return false;
    return catalog === undefined || value.catalog === catalog;
}
/** The details as members of an object; sensitive ones are not enumerable. */
function detailsOf(code, given) {
    const details = {};
    for (const { name, sensitive } of code.details ?? []) {
        const value = given[name];
        if (value === undefined)
            continue;
        Object.defineProperty(details, name, { value, enumerable: !sensitive });
    }
    return details;
}
function messageOf(code, given) {
    const { message } = code;
    if (typeof message === "string")
        return message;
    return message.map((part) => (typeof part === "string" ? part : shownOf(code, part, given))).join("");
}
/** What a message shows of a detail. */
function shownOf(code, at, given) {
    const detail = code.details?.[at];
    if (detail === undefined)
        return "";
    if (detail.sensitive)
        return "[redacted]";
    const value = given[detail.name];
    return textOf(detail.delay && hasValue(value) ? delayOf(value) : value);
}
/** The status of a response; a redirect that leads nowhere would leave the client without the error. */
function statusOf(status, code, isRedirect) {
    if (isRedirect)
        return status >= 300 && status < 400 ? status : 302;
    if (code.redirect)
        return status >= 400 ? status : 400;
    return status >= 100 && status < 1000 ? status : 500;
}
