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
/** The template of a code's message in the language that is preferred; none if there is one language. */
export declare function templateIn(messages: Messages, own: string, code: string | number | undefined, languages: string | readonly string[]): {
    readonly template: string | undefined;
    readonly language: string;
};
/** A template filled with what is shown of each detail; `undefined` if one of them is not there. */
export declare function filled(template: string, shownOf: (name: string, inSeconds: boolean) => string | undefined): string | undefined;
