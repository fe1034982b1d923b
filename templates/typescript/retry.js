import { isApiError } from "./runtime.js";
/**
 * Calls a function until it succeeds, as the registry advises for the errors that it throws.
 *
 * An error is thrown again if its code says never to retry, if nothing is documented and the response
 * names no delay, or if the policy allows no further attempt; whatever is not an API error is thrown
 * at once. Waits are as long as the response says, or else random and up to twice as long each time
 * (full jitter), so that clients which failed together do not come again together.
 */
export async function withRetry(fn, policy = {}) {
    const { attempts = 4, budgetMs = 60_000, signal } = policy;
    const end = Date.now() + budgetMs;
    for (let attempt = 1;; attempt += 1) {
        if (signal?.aborted)
            throw signal.reason;
        try {
            return await fn(attempt);
        }
        catch (error) {
            if (attempt >= attempts || !isApiError(error))
                throw error;
            const wait = await waitBefore(error, attempt, policy);
            if (wait === undefined || Date.now() + wait > end)
                throw error;
            await sleep(wait, signal);
        }
    }
}
/** How long to wait before the attempt after this one; `undefined` if there must be none. */
async function waitBefore(error, attempt, policy) {
    const { delayMs = 500, maxDelayMs = 30_000, idempotent = false, act } = policy;
    const jitter = () => Math.random() * Math.min(maxDelayMs, delayMs * 2 ** (attempt - 1));
    switch (error.retry) {
        case "never":
            return undefined;
        case "after_action":
            return (await act?.(error)) ? 0 : undefined;
        case "outcome_unknown":
            return idempotent ? (error.retryAfterMs ?? jitter()) : undefined;
        case undefined:
            return error.retryAfterMs;
        default:
            return error.retryAfterMs ?? jitter();
    }
}
async function sleep(milliseconds, signal) {
    const { setTimeout, clearTimeout } = globalThis;
    await new Promise((resolve, reject) => {
        const abort = () => {
            clearTimeout(timer);
            reject(signal?.reason);
        };
        const timer = setTimeout(() => {
            signal?.removeEventListener("abort", abort);
            resolve();
        }, milliseconds);
        signal?.addEventListener("abort", abort);
        if (signal?.aborted)
            abort();
    });
}
