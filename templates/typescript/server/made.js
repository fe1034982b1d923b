/**
 * What makes the texts of one error: all ids are forms of one UUID, and all times are one moment, so
 * that what is logged of the error is what is sent.
 */
export function maker() {
    let known;
    let moment;
    const id = () => (known ??= uuid());
    const time = () => (moment ??= new Date().toISOString());
    return (made) => {
        switch (made) {
            case "id":
                return id().replaceAll("-", "");
            case "uuid":
                return id();
            case "urn":
                return `urn:uuid:${id()}`;
            case "date":
                return time().slice(0, 10);
            case "time":
                return time();
            case "unknown":
                return "unknown";
        }
    };
}
/** A new UUID of version 4 (RFC 9562). It names a response and is no secret. */
function uuid() {
    const digits = (count) => Array.from({ length: count }, () => Math.floor(Math.random() * 16).toString(16)).join("");
    return `${digits(8)}-${digits(4)}-4${digits(3)}-a${digits(3)}-${digits(12)}`;
}
