import { hasValue, textOf } from "./body.js";
/** No headers of a response yet; a challenge has the code of the error too (RFC 6750, section 3). */
export function headersFor(code) {
    const headers = new Map();
    return {
        set: (name, value) => {
            // What is set again comes last.
            headers.delete(name.toLowerCase());
            headers.set(name.toLowerCase(), { name, value: fieldValue(value) });
        },
        challenge: (name, parameter, value) => {
            const key = name.toLowerCase();
            const known = headers.get(key) ?? { name, value: `Bearer error=${quoted(String(code))}` };
            headers.set(key, { ...known, value: `${known.value}, ${parameter}=${quoted(value)}` });
        },
        vary: (header) => {
            const known = headers.get("vary");
            const value = known === undefined ? header : varying(known.value, header);
            headers.set("vary", { name: known?.name ?? "Vary", value });
        },
        record: () => {
            const entries = [...headers.values()].map(({ name, value }) => [name, value]);
            return Object.fromEntries(entries);
        },
    };
}
/** The value of `Vary` with one more name. */
function varying(value, header) {
    const names = value.split(",").map((name) => name.trim().toLowerCase());
    return names.includes("*") || names.includes(header.toLowerCase()) ? value : `${value}, ${header}`;
}
/** A header's value beside one that was set before: caches need all of what a response varies by. */
export function withKnown(name, value, known) {
    if (name.toLowerCase() !== "vary" || !hasValue(known))
        return value;
    return value.split(",").reduce((all, header) => varying(all, header.trim()), String(known));
}
/** Whether a text can be the name of a header (RFC 9110, section 5.6.2). */
export function isToken(text) {
    return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}
/**
 * A text as the value of a header, on one line. Letters beyond ASCII travel as UTF-8, of which every
 * byte is a character here, as Node and `fetch` want it.
 */
function fieldValue(text) {
    return bytes(text.trim().replace(/[\u0000-\u001F\u007F-\u009F]/g, "?"));
}
/** A text as a quoted string in a header (RFC 9110, section 5.6.4); its bytes come later. */
function quoted(text) {
    const line = text.trim().replace(/[\u0000-\u001F\u007F-\u009F]/g, "?");
    return bytes(`"${line.replace(/[\\"]/g, "\\$&")}"`);
}
function bytes(text) {
    if (/^[\u0000-\u007F]*$/.test(text))
        return text;
    return encoded(text).replace(/%([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}
/** Percent-encodes a text; what is no character becomes U+FFFD. */
function encoded(text) {
    return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"));
}
/**
 * The address of a redirect: the client's address with the members of the body that are not null,
 * those of the envelope first, and then further parameters.
 */
export function redirectTo(address, names, body, further) {
    const [before = "", ...fragment] = address.split("#");
    const others = Object.keys(body).filter((name) => !names.includes(name)).sort();
    const present = [...names, ...others].filter((name) => Object.hasOwn(body, name));
    const sent = present.map((name) => [name, body[name]]).filter(([, value]) => hasValue(value));
    const parameters = [...sent.map(([name, value]) => [name, textOf(value)]), ...Object.entries(further)];
    const query = parameters.map(([name, value]) => `${inQuery(name)}=${inQuery(value)}`).join("&");
    const isOpen = before.endsWith("&") || before.indexOf("?") === before.length - 1;
    const separator = !before.includes("?") ? "?" : isOpen ? "" : "&";
    const target = printable(before) + (query === "" ? "" : separator + query);
    return fragment.length === 0 ? target : `${target}#${printable(fragment.join("#"))}`;
}
/** A part of a query, with spaces in the form that every parser understands. */
function inQuery(text) {
    return encoded(text).replace(/[!~'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
/** An address without anything that a header cannot contain. */
function printable(address) {
    return address.replace(/[^!-~]+/g, encoded);
}
