import type { Made, Make } from "./made.js";

/** A part of a body: what it is made of. */
export type Shape =
    | { readonly object: readonly Member[]; readonly rest?: number }
    /** With `all`, an element for each error of the response. */
    | { readonly list: Shape; readonly all?: true }
    /** A value that follows from the code, or `message`, `arguments`, `status` or `status_text`. */
    | { readonly slot: string }
    /** A value that details or the service give, and what is sent or made if neither does. */
    | { readonly leaf: number; readonly empty: unknown }
    /** With `own`, each error of the response makes its own. */
    | { readonly leaf: number; readonly made: Made; readonly own?: true }
    | { readonly constant: unknown };

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
export function bodyOf(shape: Shape, source: Source): unknown {
    return valueOf(shape, source, true);
}

/** The value of a part; `undefined` if there is none and it is not required. */
function valueOf(shape: Shape, source: Source, required: boolean): unknown {
    if ("object" in shape) return objectOf(shape.object, shape.rest, source);
    if ("list" in shape) {
        const sources = shape.all ? [source, ...source.others] : [source];
        const { make, whole = make } = source;
        return sources.map((of) => valueOf(shape.list, { ...of, whole }, true));
    }
    if ("constant" in shape) return shape.constant;
    if ("leaf" in shape) {
        const value = source.leaves[shape.leaf] ?? undefined;
        if (!required) return value;
        if (!("made" in shape)) return value ?? shape.empty;
        // An empty text is no id and no time.
        if (value !== undefined && (value !== "" || shape.made === "unknown")) return value;
        const { make, whole = make } = source;
        return (shape.own ? make : whole)(shape.made);
    }
    const value = source.slot(shape.slot) ?? undefined;
    if (required) return value ?? null;
    return Array.isArray(value) && value.length === 0 ? undefined : value;
}

function objectOf(
    members: readonly Member[],
    rest: number | undefined,
    source: Source,
): { readonly [name: string]: unknown } {
    const entries: [string, unknown][] = [];
    for (const { name, of, lacking, when } of members) {
        const isThere = when?.some((leaf) => hasValue(source.leaves[leaf])) ?? true;
        const value = isThere ? valueOf(of, source, lacking === undefined) : undefined;
        if (value !== undefined) entries.push([name, value]);
        else if (lacking === "null") entries.push([name, null]);
    }
    const further = rest === undefined ? undefined : source.leaves[rest];
    if (isObject(further)) entries.push(...Object.entries(further));
    return Object.fromEntries(entries);
}

/** A value with another one at a path within it; objects and arrays on the way are copied or made. */
export function put(target: unknown, path: Path, value: unknown): unknown {
    const [step, ...rest] = path;
    if (step === undefined) return value;
    if (step === null) {
        const [first, ...others] = Array.isArray(target) ? target : [];
        return [put(first, rest, value), ...others];
    }
    const object = isObject(target) ? target : {};
    const inner = Object.hasOwn(object, step) ? object[step] : undefined;
    return { ...object, [step]: put(inner, rest, value) };
}

/** Whether a value is sent. */
export function hasValue(value: unknown): boolean {
    return value !== undefined && value !== null;
}

export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as text: a string as it is, anything else as JSON whose members are sorted by name. */
export function textOf(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value, sorted) ?? "null";
}

/** A delay as it is sent: whole seconds, rounded up so that nobody retries too early, or a date. */
export function delayOf(value: unknown): unknown {
    if (value instanceof Date) return value.toUTCString();
    return Math.max(0, Math.ceil(Number(value) / 1000));
}

function sorted(_name: string, value: unknown): unknown {
    if (!isObject(value)) return value;
    const names = Object.keys(value).sort();
    return Object.fromEntries(names.map((name) => [name, value[name]]));
}
