import { type ApiError } from "./runtime.js";
/** A message, and the language that it is in. */
export interface LocalizedMessage {
    readonly message: string;
    /** The language as a BCP 47 tag; `undefined` for the message as it was received. */
    readonly language: string | undefined;
}
/** The templates of messages in each language, by code. */
export interface Messages {
    readonly [code: string]: {
        readonly [language: string]: string;
    };
}
/**
 * The message of an error in the first language of a list that it is documented in.
 *
 * This is the lookup of RFC 4647, section 3.4, with the weights of RFC 9110, section 12.4.2.
 */
export declare function messageIn(messages: Messages, own: string, error: ApiError, languages: string | readonly string[]): LocalizedMessage;
