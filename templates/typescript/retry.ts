import { type ApiError, isApiError } from "./runtime.js";

/** How often, how long and with what help a call is repeated. */
export interface RetryPolicy {
    /** How often to call in all; 4 by default. */
    readonly attempts?: number | undefined;
    /** How long to go on, in milliseconds: no wait ends later; a minute by default. */
    readonly budgetMs?: number | undefined;
    /** The longest of the first waits where the API names none, in milliseconds; 500 by default. */
    readonly delayMs?: number | undefined;
    /** The longest of all waits where the API names none, in milliseconds; 30 seconds by default. */
    readonly maxDelayMs?: number | undefined;
    /**
     * Whether the call does no harm if it is repeated although it may have taken effect, as one with an
     * idempotency key; `false` by default.
     */
    readonly idempotent?: boolean | undefined;
    /**
     * Takes the action that must come before another attempt, such as getting a new token; returns
     * whether it succeeded. Without it, errors that ask for an action are thrown.
     */
    readonly act?: ((error: ApiError) => boolean | Promise<boolean>) | undefined;
    /** Ends the waits; what `fn` gets, so that it can end calls too. */
    readonly signal?: Signal | undefined;
}

/** The parts of an `AbortSignal` that are used. */
export interface Signal {
    readonly aborted: boolean;
    readonly reason?: unknown;
    addEventListener(type: "abort", listener: () => void): void;
    removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * Calls a function until it succeeds, as the registry advises for the errors that it throws.
 *
 * An error is thrown again if its code says never to retry, if nothing is documented and the response
 * names no delay, or if the policy allows no further attempt; whatever is not an API error is thrown
 * at once. Waits are as long as the response says, or else random and up to twice as long each time
 * (full jitter), so that clients which failed together do not come again together.
 */
export async function withRetry<Result>(
    fn: (attempt: number) => Result | Promise<Result>,
    policy: RetryPolicy = {},
): Promise<Result> {
    const { attempts = 4, budgetMs = 60_000, signal } = policy;
    const end = Date.now() + budgetMs;
    for (let attempt = 1; ; attempt += 1) {
        if (signal?.aborted) throw signal.reason;
        try {
            return await fn(attempt);
        } catch (error) {
            if (attempt >= attempts || !isApiError(error)) throw error;
            const wait = await waitBefore(error, attempt, policy);
            if (wait === undefined || Date.now() + wait > end) throw error;
            await sleep(wait, signal);
        }
    }
}

/** How long to wait before the attempt after this one; `undefined` if there must be none. */
async function waitBefore(error: ApiError, attempt: number, policy: RetryPolicy): Promise<number | undefined> {
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

async function sleep(milliseconds: number, signal: Signal | undefined): Promise<void> {
    const { setTimeout, clearTimeout } = globalThis as unknown as Timers;
    await new Promise<void>((resolve, reject) => {
        const abort = () => {
            clearTimeout(timer);
            reject(signal?.reason);
        };
        const timer = setTimeout(() => {
            signal?.removeEventListener("abort", abort);
            resolve();
        }, milliseconds);
        signal?.addEventListener("abort", abort);
        if (signal?.aborted) abort();
    });
}

interface Timers {
    setTimeout(done: () => void, milliseconds: number): unknown;
    clearTimeout(timer: unknown): void;
}
