import { filled, templateIn, type LocalizedMessage, type Messages } from "../languages.js";
import { delayOf, hasValue, textOf } from "./body.js";
import type { ServiceError } from "./error.js";

/**
 * The documented message of an error of a catalog in the first language of a list, or else in the
 * catalog's own; `undefined` for errors of other catalogs.
 */
export function messageFor(
    messages: Messages,
    own: string,
    catalog: string,
    error: ServiceError,
    languages: string | readonly string[],
): LocalizedMessage | undefined {
    if (error.catalog !== catalog) return undefined;
    const { template, language } = templateIn(messages, own, error.code, languages);
    const message =
        template && language !== own
            ? filled(template, (name, isDelay) => shown(error.details, name, isDelay))
            : undefined;
    return message === undefined ? { message: error.message, language: own } : { message, language };
}

/** What a message shows of a detail that is sent. */
function shown(details: object, name: string, isDelay: boolean): string | undefined {
    if (!Object.hasOwn(details, name)) return undefined;
    // Sensitive ones are those that logs do not see.
    if (!Object.prototype.propertyIsEnumerable.call(details, name)) return "[redacted]";
    const value = (details as { readonly [name: string]: unknown })[name];
    return textOf(isDelay && hasValue(value) ? delayOf(value) : value);
}
