/** What is sent for a text that every body has and that nobody set. */
export type Made = "id" | "uuid" | "urn" | "date" | "time" | "unknown";
/** A text that stands for one that is missing. */
export declare function make(made: Made): string;
