import * as runtime from "./runtime.js";
export { withRetry } from "./retry.js";
/**
 * Whether a value is an error of any API in this package, from any copy of the package; its
 * `catalog` tells which API. To narrow to the errors of one API, use its own `isApiError`.
 */
export function isApiError(value) {
    return runtime.isApiError(value);
}
