/** What is sent for a text that every body has and that nobody set. */
export type Made = "id" | "uuid" | "urn" | "date" | "time" | "unknown";
/** Makes the texts that stand for those that an error lacks. */
export type Make = (made: Made) => string;
/**
 * What makes the texts of one error: all ids are forms of one UUID, and all times are one moment, so
 * that what is logged of the error is what is sent.
 */
export declare function maker(): Make;
