import type { ApiError } from "./runtime.js";
import * as runtime from "./runtime.js";

export { withRetry } from "./retry.js";
export type { RetryPolicy, Signal } from "./retry.js";
export type {
    Address,
    ApiError,
    ErrorSource,
    HeaderRecord,
    HeadersLike,
    NoDetails,
    ResponseLike,
    Retry,
    UnknownErrorCode,
} from "./runtime.js";

/**
 * Whether a value is an error of any API in this package, from any copy of the package; its
 * `catalog` tells which API. To narrow to the errors of one API, use its own `isApiError`.
 */
export function isApiError(value: unknown): value is ApiError {
    return runtime.isApiError(value);
}
