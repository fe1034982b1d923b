// Errors handled in the shape that the documentation of each API shows; what is done about them is up to
// the application.

import { CurawayError, type ErrorCode as CurawayCode } from "api-errors/curaway";
import type { ErrorBody as APIError } from "api-errors/lms";
import { LoopError } from "api-errors/loop";
import { MedblocksError } from "api-errors/medblocks";

interface App {
    call(): Promise<string>;
    refresh(): Promise<void>;
    retry(): Promise<string>;
    promptUserToReauthorize(scope: string | undefined): string;
    scheduleRetry(delay: number | undefined): string;
    show(what: string): string;
    showFieldErrors(fields: { readonly [path: string]: string } | undefined): string;
    log(title: string, facts: { status: number; code: unknown; requestId: unknown }): void;
}

export async function loop(app: App): Promise<string> {
    try {
        return await app.call();
    } catch (err) {
        if (err instanceof LoopError) {
            switch (err.code) {
                case "invalid_token":
                    await app.refresh();
                    return app.retry();
                case "insufficient_scope":
                    return app.promptUserToReauthorize(err.requiredScope);
                case "rate_limited":
                    return app.scheduleRetry(err.retryAfterMs);
                case "not_found":
                    return app.show("nothing here");
                default:
                    throw err;
            }
        }
        throw err;
    }
}

export async function medblocks(app: App): Promise<string> {
    try {
        return await app.call();
    } catch (error) {
        if (error instanceof MedblocksError) {
            app.log("Medblocks API error", {
                status: error.status,
                code: error.body?.error?.code,
                requestId: error.body?.error?.request_id,
            });
        }
        throw error;
    }
}

export function lms(response: APIError, app: App): string {
    switch (response.code) {
        case "TOKEN_EXPIRED":
        case "AUTHENTICATION_ERROR":
            return app.show("the login");
        case "VALIDATION_ERROR":
            return app.showFieldErrors(response.details);
        case "CONFLICT":
            return app.show(response.error);
        default:
            // @ts-expect-error: the details of other codes are unknown.
            app.showFieldErrors(response.details);
            return app.show(response.error);
    }
}

export function curaway(error: unknown): CurawayCode | undefined {
    return error instanceof CurawayError && error.known ? error.code : undefined;
}
