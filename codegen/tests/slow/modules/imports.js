// A client as people write it for bundlers, whatever they make of `import`.

import { LmsError, errorFrom, isApiError } from "api-errors/lms";
import { ErrorCodes } from "api-errors/lms/codes";
import * as codes from "api-errors/lms/codes";
import { metadataOf } from "api-errors/lms/metadata";

const body = { success: false, error: "There is none.", code: "NOT_FOUND" };
const error = errorFrom({ status: 404, body });

globalThis.seen = [
    error.code === ErrorCodes.NOT_FOUND && error.code === codes.NOT_FOUND,
    isApiError(error, "NOT_FOUND") && error instanceof LmsError,
    metadataOf(error.code)?.status.join() === "404",
];
