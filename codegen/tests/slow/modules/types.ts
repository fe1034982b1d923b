import { type ApiError, LmsError, isApiError, parseError } from "api-errors/lms";
import { withRetry } from "api-errors";
import { ErrorCodes } from "api-errors/lms/codes";
import * as codes from "api-errors/lms/codes";
import { metadataOf } from "api-errors/lms/metadata";
import { referenceOf } from "api-errors/lms/reference";
import { errors } from "api-errors/lms/server";
import { errorHandler } from "api-errors/server/express";

const code: "NOT_FOUND" = ErrorCodes.NOT_FOUND;
const constant: "NOT_FOUND" = codes.NOT_FOUND;
const sent = errors.notFound();
const status: 404 = sent.status;

// @ts-expect-error: no such code
export const wrong = codes.NOT_FOUNDS;

export function fields(error: ApiError): object | undefined {
    return error.code === "VALIDATION_ERROR" ? error.fields : undefined;
}

const loaded = [withRetry, parseError, metadataOf, referenceOf, errorHandler, LmsError];
if (loaded.some((value) => value === undefined)) throw new Error("something is not there");
if (code !== constant || status !== 404 || isApiError(sent)) throw new Error("something is wrong");
