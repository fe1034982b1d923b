import { type LocalizedMessage, type Messages } from "../languages.js";
import type { ServiceError } from "./error.js";
/**
 * The documented message of an error of a catalog in the first language of a list, or else in the
 * catalog's own; `undefined` for errors of other catalogs.
 */
export declare function messageFor(messages: Messages, own: string, catalog: string, error: ServiceError, languages: string | readonly string[]): LocalizedMessage | undefined;
