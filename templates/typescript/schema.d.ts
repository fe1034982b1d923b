/**
 * What validates values, in the form that libraries agreed on: version 1 of Standard Schema
 * (standardschema.dev), which Zod, Valibot, ArkType and what accepts their schemas know.
 */
export interface Schema<Value> {
    readonly "~standard": {
        readonly version: 1;
        readonly vendor: string;
        readonly types?: {
            readonly input: unknown;
            readonly output: Value;
        } | undefined;
        validate(value: unknown): Valid<Value> | Invalid;
    };
}
/** Details that lack nothing that every response should have. */
export type Complete<Details> = {
    readonly [Name in keyof Details]: Exclude<Details[Name], undefined>;
};
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
export type Rule = "string" | "number" | "boolean" | "object" | {
    readonly is: unknown;
} | {
    readonly list: Rule;
} | {
    readonly map: Rule;
} | {
    readonly nullable: Rule;
} | {
    readonly optional: Rule;
} | {
    readonly members: {
        readonly [name: string]: Rule;
    };
};
/** The schema of a rule. */
export declare function schema(rule: Rule): Schema<unknown>;
/** The schema of each rule. */
export declare function schemas(rules: {
    readonly [name: string]: Rule;
}): {
    readonly [name: string]: Schema<unknown>;
};
