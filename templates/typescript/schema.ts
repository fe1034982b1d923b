/**
 * What validates values, in the form that libraries agreed on: version 1 of Standard Schema
 * (standardschema.dev), which Zod, Valibot, ArkType and what accepts their schemas know.
 */
export interface Schema<Value> {
    readonly "~standard": {
        readonly version: 1;
        readonly vendor: string;
        readonly types?: { readonly input: unknown; readonly output: Value } | undefined;
        validate(value: unknown): Valid<Value> | Invalid;
    };
}

/** Details that lack nothing that every response should have. */
export type Complete<Details> = { readonly [Name in keyof Details]: Exclude<Details[Name], undefined> };

/** A value that is as it should be. */
export interface Valid<Value> {
    readonly value: Value;
    readonly issues?: undefined;
}

/** What is wrong with a value. */
export interface Invalid {
    readonly issues: readonly Issue[];
}

/** Something that is wrong with a value. */
export interface Issue {
    readonly message: string;
    /** The names of members and the positions in arrays that lead there. */
    readonly path: readonly (string | number)[];
}

/** What a value must be. Further members of an object may be anything: a newer service may send more. */
export type Rule =
    | "string"
    | "number"
    | "boolean"
    | "object"
    | { readonly is: unknown }
    | { readonly list: Rule }
    | { readonly map: Rule }
    | { readonly nullable: Rule }
    | { readonly optional: Rule }
    | { readonly members: { readonly [name: string]: Rule } };

/** The schema of a rule. */
export function schema(rule: Rule): Schema<unknown> {
    const validate = (value: unknown) => {
        const issues = [...issuesOf(rule, value, [])];
        return issues.length > 0 ? { issues } : { value };
    };
    return { "~standard": { version: 1, vendor: "PACKAGE/schema", validate } };
}

/** The schema of each rule. */
export function schemas(rules: { readonly [name: string]: Rule }): { readonly [name: string]: Schema<unknown> } {
    return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, schema(rule)]));
}

function* issuesOf(rule: Rule, value: unknown, path: Issue["path"]): Generator<Issue> {
    if (typeof rule === "string") {
        if (rule === "object" ? !isObject(value) : typeof value !== rule) yield expected(rule, path);
    } else if ("is" in rule) {
        if (value !== rule.is) yield expected(JSON.stringify(rule.is), path);
    } else if ("nullable" in rule) {
        if (value !== null) yield* issuesOf(rule.nullable, value, path);
    } else if ("optional" in rule) {
        if (value !== undefined) yield* issuesOf(rule.optional, value, path);
    } else if ("list" in rule) {
        if (!Array.isArray(value)) return yield expected("array", path);
        for (const [at, element] of value.entries()) yield* issuesOf(rule.list, element, [...path, at]);
    } else if (!isObject(value)) {
        yield expected("object", path);
    } else if ("map" in rule) {
        for (const [name, member] of Object.entries(value)) yield* issuesOf(rule.map, member, [...path, name]);
    } else {
        for (const [name, of] of Object.entries(rule.members)) {
            const member = Object.hasOwn(value, name) ? value[name] : undefined;
            yield* issuesOf(of, member, [...path, name]);
        }
    }
}

function expected(what: string, path: Issue["path"]): Issue {
    return { message: `expected ${what}`, path };
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
