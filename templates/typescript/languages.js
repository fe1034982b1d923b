import { entryOf } from "./runtime.js";
/**
 * The message of an error in the first language of a list that it is documented in.
 *
 * This is the lookup of RFC 4647, section 3.4, with the weights of RFC 9110, section 12.4.2.
 */
export function messageIn(messages, own, error, languages) {
    const { template, language } = templateIn(messages, own, error.code, languages);
    const message = template && filled(template, (name, inSeconds) => shown(error.details, name, inSeconds));
    return message ? { message, language } : { message: error.message, language: undefined };
}
/** The template of a code's message in the language that is preferred; none if there is one language. */
export function templateIn(messages, own, code, languages) {
    const templates = new Map(Object.entries(entryOf(messages, code) ?? {}));
    const language = chosen(templates, own, languages);
    return { template: templates.get(language), language };
}
/** The language that is preferred among those with a template, or else the catalog's own. */
function chosen(templates, own, languages) {
    const list = typeof languages === "string" ? languages : languages.join(",");
    const ranges = list.split(",").flatMap((text) => range(text) ?? []);
    const refused = new Set(ranges.flatMap(({ name, weight }) => (weight === 0 ? name : [])));
    const tags = new Map([...templates.keys()].map((tag) => [tag.toLowerCase(), tag]));
    const wanted = ranges.filter(({ weight }) => weight > 0);
    for (const { name } of wanted.sort((a, b) => b.weight - a.weight)) {
        for (let rest = name; rest !== ""; rest = shorter(rest)) {
            const tag = refused.has(rest) ? undefined : tags.get(rest);
            if (tag !== undefined)
                return tag;
        }
    }
    return own;
}
/** A range and its weight; `*` says nothing about which language is best. */
function range(text) {
    const [name = "", ...parameters] = text.split(";");
    const weight = parameters.join(";").trim() || "q=1";
    const [, value] = /^q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i.exec(weight) ?? [];
    const trimmed = name.trim().toLowerCase();
    if (value === undefined || trimmed === "" || trimmed === "*")
        return undefined;
    return { name: trimmed, weight: Number(value) };
}
/** A range without its last part, nor a part of one character before it. */
function shorter(range) {
    const parts = range.split("-");
    do
        parts.pop();
    while (parts.length > 1 && parts.at(-1)?.length === 1);
    return parts.join("-");
}
/** A template filled with what is shown of each detail; `undefined` if one of them is not there. */
export function filled(template, shownOf) {
    let isWhole = true;
    const message = template.replace(/\{\{|\}\}|\{([^{}:]+)(:s)?\}/g, (brace, name, inSeconds) => {
        if (name === undefined)
            return brace.slice(1);
        const text = shownOf(name, inSeconds !== undefined);
        isWhole &&= text !== undefined;
        return text ?? "";
    });
    return isWhole ? message : undefined;
}
/** What a message shows of a detail that was received. */
function shown(details, name, inSeconds) {
    const value = Object.hasOwn(details, name)
        ? details[name]
        : undefined;
    if (value === undefined || typeof value === "string")
        return value;
    return inSeconds && typeof value === "number" ? String(value / 1000) : JSON.stringify(value);
}
