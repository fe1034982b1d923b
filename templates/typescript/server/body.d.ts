import type { Made, Make } from "./made.js";
/** A part of a body: what it is made of. */
export type Shape = {
    readonly object: readonly Member[];
    readonly rest?: number;
}
/** With `all`, an element for each error of the response. */
 | {
    readonly list: Shape;
    readonly all?: true;
}
/** A value that follows from the code, or `message`, `arguments`, `status` or `status_text`. */
 | {
    readonly slot: string;
}
/** A value that details or the service give, and what is sent or made if neither does. */
 | {
    readonly leaf: number;
    readonly empty: unknown;
}
/** With `own`, each error of the response makes its own. */
 | {
    readonly leaf: number;
    readonly made: Made;
    readonly own?: true;
} | {
    readonly constant: unknown;
};
/** A member of an object in a body. */
export interface Member {
    readonly name: string;
    readonly of: Shape;
    /** Whether it is absent, or null, if there is nothing to send. */
    readonly lacking?: "absent" | "null";
    /** The values of which one must be there for the member to be sent. */
    readonly when?: readonly number[];
}
/** The path to a value: member names, and `null` for the first element of an array. */
export type Path = readonly (string | null)[];
/** What a body is made from: the facts about one error. */
export interface Source {
    /** The value of a slot; `undefined` if the code has none. */
    readonly slot: (name: string) => unknown;
    /** The values that details and the service gave. */
    readonly leaves: readonly unknown[];
    /** Makes what stands for texts that neither gave. */
    readonly make: Make;
    /** Makes those that are the same in the whole response, if it is another one. */
    readonly whole?: Make;
    /** The further errors in the same response. */
    readonly others: readonly Source[];
}
/** The body of a response with an error. */
export declare function bodyOf(shape: Shape, source: Source): unknown;
/** A value with another one at a path within it; objects and arrays on the way are copied or made. */
export declare function put(target: unknown, path: Path, value: unknown): unknown;
/** Whether a value is sent. */
export declare function hasValue(value: unknown): boolean;
export declare function isObject(value: unknown): value is {
    readonly [name: string]: unknown;
};
/** A value as text: a string as it is, anything else as JSON whose members are sorted by name. */
export declare function textOf(value: unknown): string;
/** A delay as it is sent: whole seconds, rounded up so that nobody retries too early, or a date. */
export declare function delayOf(value: unknown): unknown;
