/** What is sent for a text that every body has and that nobody set. */
export type Made = "id" | "uuid" | "urn" | "date" | "time" | "unknown";

/** A text that stands for one that is missing. */
export function make(made: Made): string {
    switch (made) {
        case "id":
            return uuid().replaceAll("-", "");
        case "uuid":
            return uuid();
        case "urn":
            return `urn:uuid:${uuid()}`;
        case "date":
            return new Date().toISOString().slice(0, 10);
        case "time":
            return new Date().toISOString();
        case "unknown":
            return "unknown";
    }
}

/** A new UUID of version 4 (RFC 9562). It names a response and is no secret. */
function uuid(): string {
    const digits = (count: number) =>
        Array.from({ length: count }, () => Math.floor(Math.random() * 16).toString(16)).join("");
    return `${digits(8)}-${digits(4)}-4${digits(3)}-a${digits(3)}-${digits(12)}`;
}
