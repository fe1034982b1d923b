import { type ApiError, entryOf } from "./runtime.js";

/** A message, and the language that it is in. */
export interface LocalizedMessage {
    readonly message: string;
    /** The language as a BCP 47 tag; `undefined` for the message as it was received. */
    readonly language: string | undefined;
}

/** The templates of messages in each language, by code. */
export interface Messages {
    readonly [code: string]: { readonly [language: string]: string };
}

/**
 * The message of an error in the first language of a list that it is documented in.
 *
 * This is the lookup of RFC 4647, section 3.4, with the weights of RFC 9110, section 12.4.2.
 */
export function messageIn(
    messages: Messages,
    own: string,
    error: ApiError,
    languages: string | readonly string[],
): LocalizedMessage {
    const { template, language } = templateIn(messages, own, error.code, languages);
    const message = template && filled(template, (name, inSeconds) => shown(error.details, name, inSeconds));
    return message ? { message, language } : { message: error.message, language: undefined };
}

/** The template of a code's message in the language that is preferred; none if there is one language. */
export function templateIn(
    messages: Messages,
    own: string,
    code: string | number | undefined,
    languages: string | readonly string[],
): { readonly template: string | undefined; readonly language: string } {
    const templates = new Map(Object.entries(entryOf(messages, code) ?? {}));
    const language = chosen(templates, own, languages);
    return { template: templates.get(language), language };
}

/** The language that is preferred among those with a template, or else the catalog's own. */
function chosen(
    templates: ReadonlyMap<string, string>,
    own: string,
    languages: string | readonly string[],
): string {
    const list = typeof languages === "string" ? languages : languages.join(",");
    const ranges = list.split(",").flatMap((text) => range(text) ?? []);
    const refused = new Set(ranges.flatMap(({ name, weight }) => (weight === 0 ? name : [])));
    const tags = new Map([...templates.keys()].map((tag) => [tag.toLowerCase(), tag]));
    const wanted = ranges.filter(({ weight }) => weight > 0);
    for (const { name } of wanted.sort((a, b) => b.weight - a.weight)) {
        for (let rest = name; rest !== ""; rest = shorter(rest)) {
            const tag = refused.has(rest) ? undefined : tags.get(rest);
            if (tag !== undefined) return tag;
        }
    }
    return own;
}

interface Range {
    readonly name: string;
    readonly weight: number;
}

/** A range and its weight; `*` says nothing about which language is best. */
function range(text: string): Range | undefined {
    const [name = "", ...parameters] = text.split(";");
    const weight = parameters.join(";").trim() || "q=1";
    const [, value] = /^q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i.exec(weight) ?? [];
    const trimmed = name.trim().toLowerCase();
    if (value === undefined || trimmed === "" || trimmed === "*") return undefined;
    return { name: trimmed, weight: Number(value) };
}

/** A range without its last part, nor a part of one character before it. */
function shorter(range: string): string {
    const parts = range.split("-");
    do parts.pop();
    while (parts.length > 1 && parts.at(-1)?.length === 1);
    return parts.join("-");
}

/** A template filled with what is shown of each detail; `undefined` if one of them is not there. */
export function filled(
    template: string,
    shownOf: (name: string, inSeconds: boolean) => string | undefined,
): string | undefined {
    let isWhole = true;
    const message = template.replace(
        /\{\{|\}\}|\{([^{}:]+)(:s)?\}/g,
        (brace: string, name: string | undefined, inSeconds: string | undefined) => {
            if (name === undefined) return brace.slice(1);
            const text = shownOf(name, inSeconds !== undefined);
            isWhole &&= text !== undefined;
            return text ?? "";
        },
    );
    return isWhole ? message : undefined;
}

/** What a message shows of a detail that was received. */
function shown(details: object, name: string, inSeconds: boolean): string | undefined {
    const value: unknown = Object.hasOwn(details, name)
        ? (details as Record<string, unknown>)[name]
        : undefined;
    if (value === undefined || typeof value === "string") return value;
    return inSeconds && typeof value === "number" ? String(value / 1000) : JSON.stringify(value);
}
