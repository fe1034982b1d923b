/** The headers of a response under construction, each name once. */
export interface Headers {
    /** Sets a header, replacing any with the same name. */
    set(name: string, value: string): void;
    /** Adds a parameter to a challenge (RFC 9110, section 11.6.1). */
    challenge(name: string, parameter: string, value: string): void;
    /** Adds a header that the response depends on (RFC 9110, section 12.5.5). */
    vary(header: string): void;
    /** The headers as a plain object. */
    record(): {
        [name: string]: string;
    };
}
/** No headers of a response yet; a challenge has the code of the error too (RFC 6750, section 3). */
export declare function headersFor(code: string | number): Headers;
/** A header's value beside one that was set before: caches need all of what a response varies by. */
export declare function withKnown(name: string, value: string, known: unknown): string;
/** Whether a text can be the name of a header (RFC 9110, section 5.6.2). */
export declare function isToken(text: string): boolean;
/**
 * The address of a redirect: the client's address with the members of the body that are not null,
 * those of the envelope first, and then further parameters.
 */
export declare function redirectTo(address: string, names: readonly string[], body: {
    readonly [name: string]: unknown;
}, further: {
    readonly [name: string]: string;
}): string;
