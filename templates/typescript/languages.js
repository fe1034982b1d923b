import { entryOf } from "./runtime.js";
/**
 * The message of an error in the first language of a list that it is documented in.
 *
 * This is the lookup of RFC 4647, section 3.4, with the weights of RFC 9110, section 12.4.2.
 */
export function messageIn(messages, own, error, languages) {
    const documented = entryOf(messages, error.code);
    const templates = new Map(Object.entries(documented ?? {}));
    const language = documented && chosen(templates, own, languages);
    const template = language && templates.get(language);
    const message = template && filled(template, error.details);
    return message ? { message, language } : { message: error.message, language: undefined };
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
/** A template filled with details; `undefined` if one of them is not there. */
function filled(template, details) {
    let isWhole = true;
    const message = template.replace(/\{\{|\}\}|\{([^{}:]+)(:s)?\}/g, (brace, name, inSeconds) => {
        if (name === undefined)
            return brace.slice(1);
        const value = Object.hasOwn(details, name)
            ? details[name]
            : undefined;
        isWhole &&= value !== undefined;
        if (typeof value === "string")
            return value;
        if (inSeconds !== undefined && typeof value === "number")
            return String(value / 1000);
        return String(JSON.stringify(value));
    });
    return isWhole ? message : undefined;
}
