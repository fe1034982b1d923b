import { type ApiError } from "./runtime.js";
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
export declare function withRetry<Result>(fn: (attempt: number) => Result | Promise<Result>, policy?: RetryPolicy): Promise<Result>;
