// A client as people write it for Node, with `require`.

const { LmsError, errorFrom, isApiError } = require("api-errors/lms");
const { ErrorCodes } = require("api-errors/lms/codes");
const { metadataOf } = require("api-errors/lms/metadata");

const body = { success: false, error: "There is none.", code: "NOT_FOUND" };
const error = errorFrom({ status: 404, body });

globalThis.seen = [
    error.code === ErrorCodes.NOT_FOUND,
    isApiError(error, "NOT_FOUND") && error instanceof LmsError,
    metadataOf(error.code)?.status.join() === "404",
];
