// Calls are repeated as the registry advises.

import { type RetryPolicy, withRetry } from "api-errors";
import { type ErrorCode, errorFrom, isApiError } from "api-errors/shop";

declare const setTimeout: (done: () => void, milliseconds: number) => void;

const statuses: { readonly [code in ErrorCode]?: number } = { supplier_failed: 502, too_many_orders: 429 };

/** How often a call is made that always fails with a code, and how it ends. */
async function calls(code: ErrorCode, policy: RetryPolicy = {}, headers = {}): Promise<string> {
    let count = 0;
    const status = statuses[code] ?? 500;
    const fail = (attempt: number): never => {
        count += 1;
        if (attempt !== count) throw new Error("the number of the attempt");
        throw errorFrom({ status, headers, body: { error: { code, message: code } } });
    };
    try {
        return await withRetry(fail, { delayMs: 1, ...policy });
    } catch (error) {
        return `${count} ${isApiError(error) ? String(error.code) : String(error)}`;
    }
}

async function check(ends: Promise<string>, expected: string): Promise<void> {
    const ended = await ends;
    if (ended !== expected) throw new Error(`expected ${expected}, found ${ended}`);
}

await check(calls("order_final"), "1 order_final");
await check(calls("failed"), "1 failed");
await check(calls("supplier_failed"), "4 supplier_failed");
await check(calls("supplier_failed", { attempts: 2 }), "2 supplier_failed");
await check(calls("too_many_orders", {}, { "Retry-After": "0" }), "4 too_many_orders");
await check(calls("failed", {}, { "Retry-After": "0" }), "4 failed");
// The delay would end after the budget.
await check(calls("too_many_orders", {}, { "Retry-After": "3600" }), "1 too_many_orders");
await check(calls("too_many_orders", { budgetMs: 1500 }, { "Retry-After": "1" }), "2 too_many_orders");
await check(calls("token_expired"), "1 token_expired");
await check(calls("token_expired", { act: () => false }), "1 token_expired");
await check(calls("token_expired", { act: async () => true }), "4 token_expired");
await check(calls("payment_pending"), "1 payment_pending");
await check(calls("payment_pending", { idempotent: true }), "4 payment_pending");

const aborted = new AbortController();
setTimeout(() => aborted.abort("enough"), 20);
const started = Date.now();
await check(calls("too_many_orders", { signal: aborted.signal }, { "Retry-After": "5" }), "1 enough");
if (Date.now() - started > 2000) throw new Error("the wait went on");
await check(calls("supplier_failed", { signal: AbortSignal.abort("before") }), "0 before");

let attempts = 0;
const result = await withRetry(async (attempt) => {
    attempts = attempt;
    if (attempt < 3) throw errorFrom({ status: 502, body: { error: { code: "supplier_failed" } } });
    return "done" as const;
}, { delayMs: 1 });
if (result !== "done" || attempts !== 3) throw new Error("it succeeds at last");
const other = await withRetry(() => Promise.reject(new TypeError("no network")), {}).catch(String);
if (other !== "TypeError: no network") throw new Error(String(other));
