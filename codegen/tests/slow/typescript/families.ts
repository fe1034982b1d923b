// A client that matches on families: it compiles, and says so if it does not work.

import { type ApiError, errorFrom, type ErrorCodesByFamily, familyOf, isIn } from "api-errors/data";
import { metadataOf } from "api-errors/data/metadata";

type Family = ErrorCodesByFamily["CANNOT_LOAD"];

/** The query that could not be answered, which every code of the family carries. */
function query(error: ApiError): string | undefined {
    if (!isIn(error, "CANNOT_LOAD")) return undefined;
    if (!error.known) return `${error.code}`;
    const code: Family = error.code;
    return `${code}: ${error.query}`;
}

function path(error: ApiError): string | undefined {
    if (!isIn(error, "CANNOT_LOAD")) return undefined;
    if (error.code === "CANNOT_LOAD.NO_FILE") return error.path;
    // @ts-expect-error The code is of another family.
    if (error.code === "DISK_FULL") return "";
    return undefined;
}

function isFull(error: ApiError): boolean {
    // @ts-expect-error The code is of no family.
    return isIn(error, "DISK_FULL");
}

function received(code: string): ApiError {
    return errorFrom({ status: 500, body: { code, message: "M", query: "q", path: "p" } });
}

function equal(found: unknown, expected: unknown): void {
    if (found !== expected) throw new Error(`found ${found}, expected ${expected}`);
}

equal(query(received("CANNOT_LOAD")), "CANNOT_LOAD: q");
equal(query(received("CANNOT_LOAD.TOO_OLD.BY_FAR")), "CANNOT_LOAD.TOO_OLD.BY_FAR: q");
equal(query(received("DISK_FULL")), undefined);
equal(query(received("CANNOT_LOAD.SOMETHING_NEW")), "CANNOT_LOAD.SOMETHING_NEW");
equal(query(received("CANNOT_LOAD.TOO_OLD.BY.FAR")), "CANNOT_LOAD.TOO_OLD.BY.FAR");
equal(query(received("CANNOT_LOADED.NEW")), undefined);
equal(query(received("DISK_FULL.NEW")), undefined);
equal(query(received(".CANNOT_LOAD")), undefined);
equal(isIn(received("CANNOT_LOAD.TOO_OLD.NEW"), "CANNOT_LOAD.TOO_OLD"), true);
equal(isIn(received("CANNOT_LOAD.NO_FILE.NEW"), "CANNOT_LOAD"), true);
equal(familyOf("CANNOT_LOAD.TOO_OLD.NEW"), "CANNOT_LOAD.TOO_OLD");
equal(familyOf("CANNOT_LOAD.NO_FILE.NEW"), "CANNOT_LOAD");
equal(familyOf("DISK_FULL.NEW"), undefined);
equal(path(received("CANNOT_LOAD.NO_FILE")), "p");
equal(isFull(received("DISK_FULL")), true);
equal(isIn(received("CANNOT_LOAD"), "CANNOT_LOAD.TOO_OLD"), false);
equal(isIn(new Error("CANNOT_LOAD"), "CANNOT_LOAD"), false);
equal(familyOf("CANNOT_LOAD.TOO_OLD.BY_FAR"), "CANNOT_LOAD.TOO_OLD");
equal(familyOf("CANNOT_LOAD"), undefined);
equal(metadataOf("CANNOT_LOAD.NO_FILE")?.parent, "CANNOT_LOAD");
