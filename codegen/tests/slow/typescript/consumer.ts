// What must compile and, after each `@ts-expect-error`, what must not.

import { isApiError as isAnyApiError } from "api-errors";
import * as curaway from "api-errors/curaway";
import * as lms from "api-errors/lms";
import {
    type AnyErrorCode,
    type ApiError,
    type ApiErrorOf,
    type Envelope,
    type ErrorCode,
    type ErrorDetails,
    type ErrorSection,
    type ErrorHandlers,
    type UnknownApiError,
    type UnknownErrorCode,
    errorFrom,
    errorFromRedirect,
    isApiError,
    isErrorCode,
    match,
    matchSome,
    parseError,
} from "api-errors/loop";
import type { ErrorsOf } from "api-errors/curaway/codes";
import { ErrorCodes, type ErrorCodesBySection, type ErrorCodesByStatus } from "api-errors/loop/codes";
import { type ErrorMetadata, type Retry, handling, metadata, metadataOf } from "api-errors/loop/metadata";
import { type ErrorReference, reference, referenceOf } from "api-errors/loop/reference";
import type { ErrorCategory } from "api-errors/medblocks";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Equal<A, B>): void => {};

// Unions.
same<ErrorCodesBySection["bearer"], "invalid_token" | "insufficient_scope">(true);
same<ErrorCodesBySection["webhooks"], never>(true);
same<
    ErrorsOf<"POST /admin/graph/rebuild">,
    "GRAPH_REBUILD_UNAVAILABLE" | "GRAPH_REBUILD_CONFIRM_REQUIRED" | "TENANT_HEADER_MISSING_001"
>(true);
same<ErrorCodesByStatus[429], "rate_limited">(true);
same<(typeof ErrorCodes)["not_found"], "not_found">(true);
same<ErrorDetails["insufficient_scope"], { readonly requiredScope?: string }>(true);
same<Envelope<"conflict">["error"], "conflict">(true);
same<ErrorCodesBySection[ErrorSection], ErrorCode>(true);
same<ErrorCodesByStatus[keyof ErrorCodesByStatus], ErrorCode>(true);
same<keyof ErrorCodes, ErrorCode>(true);
same<Extract<ErrorCategory, "ehr_error">, "ehr_error">(true);
const every: readonly ErrorCode[] = Object.values(ErrorCodes);
const open: AnyErrorCode = "not_documented";
// @ts-expect-error: not a documented code
const closed: ErrorCode = "not_documented";
// @ts-expect-error: the open union is wider than the closed one
const narrowed: ErrorCode = open;
// @ts-expect-error: no such section
type NoSection = ErrorCodesBySection["nowhere"];
// @ts-expect-error: no such code
ErrorCodes.not_documented;
// @ts-expect-error: codes cannot be set
ErrorCodes.not_found = "not_found";
if (isErrorCode(open)) same<typeof open, ErrorCode>(true);

// A switch, as the API documents it.
export async function handle(response: Response): Promise<unknown> {
    const err = await parseError(response);
    switch (err.code) {
        case "invalid_token":
            return err.status;
        case "insufficient_scope": {
            const scope: string | undefined = err.requiredScope;
            same<typeof err.body, Envelope<"insufficient_scope">>(true);
            return scope;
        }
        case "rate_limited":
            return (err.retryAfterMs ?? 0) + (err.details.retryAfterMs ?? 0);
        case ErrorCodes.not_found:
            same<typeof err.code, "not_found">(true);
            // @ts-expect-error: a detail of another code
            return err.requiredScope;
        // @ts-expect-error: a misspelled code
        case "not_fuond":
            return undefined;
        default:
            // @ts-expect-error: a detail of a code that is handled above
            err.requiredScope;
            throw err;
    }
}

// No code is left once every documented one is handled.
export function exhaustive(err: lms.ApiError): string {
    if (!err.known) {
        same<typeof err.code, UnknownErrorCode | undefined>(true);
        return String(err.code);
    }
    switch (err.code) {
        case "AUTHENTICATION_ERROR":
        case "TOKEN_EXPIRED":
        case "AUTHORIZATION_ERROR":
        case "NOT_FOUND":
        case "CONFLICT":
        case "RATE_LIMIT_EXCEEDED":
        case "TENANT_ERROR":
        case "EXTERNAL_SERVICE_ERROR":
        case "DATABASE_ERROR":
        case "INTERNAL_ERROR":
            return err.body.error;
        case "VALIDATION_ERROR":
            // A body may lack what the reference promises.
            same<typeof err.fields, { readonly [name: string]: string } | undefined>(true);
            // @ts-expect-error: it may be undefined
            Object.keys(err.fields);
            return Object.keys(err.details.fields ?? {}).join();
        default: {
            const rest: never = err;
            return rest;
        }
    }
}

// Guards.
export function guarded(error: unknown): unknown {
    if (isApiError(error, "rate_limited")) {
        same<typeof error, ApiErrorOf<"rate_limited">>(true);
        return error.retryAfterMs?.toFixed();
    }
    // @ts-expect-error: not a documented code
    if (isApiError(error, "rate_limitd")) return 1;
    if (isApiError(error)) same<typeof error, ApiError>(true);
    return isAnyApiError(error) && error.catalog;
}

declare const error: ApiError;

// Handlers.
const result = lms.match(
    lms.errorFrom({ status: 422, body: "{}" }),
    {
        AUTHENTICATION_ERROR: () => 1,
        TOKEN_EXPIRED: () => "x",
        AUTHORIZATION_ERROR: () => 1,
        NOT_FOUND: () => 1,
        VALIDATION_ERROR: ({ fields }) => fields?.["email"] ?? null,
        CONFLICT: () => 1,
        RATE_LIMIT_EXCEEDED: ({ retryAfterMs }) => retryAfterMs ?? 0,
        TENANT_ERROR: () => 1,
        EXTERNAL_SERVICE_ERROR: () => 1,
        DATABASE_ERROR: () => 1,
        INTERNAL_ERROR: () => 1,
    },
    (unknown) => unknown.known,
);
same<typeof result, string | number | null | false>(true);
// @ts-expect-error: handlers are missing
match(error, { not_found: () => 1 }, () => 2);
// @ts-expect-error: the handler of unknown codes is missing
matchSome(error, { not_found: () => 1 });
// @ts-expect-error: no such code
matchSome(error, { not_fuond: () => 1 }, () => 2);
// @ts-expect-error: a detail of another code
matchSome(error, { not_found: (it) => it.requiredScope }, () => 2);
same<ReturnType<typeof some>, string | undefined | Date>(true);
function some() {
    return matchSome(error, { insufficient_scope: (it) => it.requiredScope }, () => new Date());
}
const bearer = {
    invalid_token: (it) => it.message,
    insufficient_scope: (it) => it.requiredScope ?? "",
} satisfies ErrorHandlers<string, ErrorCodesBySection["bearer"]>;
same<ReturnType<typeof ofSection>, string>(true);
function ofSection() {
    return matchSome(error, bearer, (it) => it.message);
}
// @ts-expect-error: a code of the section has no handler
({ invalid_token: () => "" }) satisfies ErrorHandlers<string, ErrorCodesBySection["bearer"]>;

// Several errors in one response.
const many = curaway.errorFrom({ status: 422, headers: new Headers(), body: {} });
for (const other of many.others) {
    if (other.code === "INTAKE_VALIDATION_001") other.field?.trim();
    same<typeof other, curaway.ApiError>(true);
}
same<ApiError["others"], readonly never[]>(true);

// Metadata and texts.
same<typeof metadata, Readonly<Record<ErrorCode, ErrorMetadata>>>(true);
const retry: Retry | undefined = metadata.rate_limited.retry;
const maybe: ErrorMetadata | undefined = metadataOf(error.code);
const text: ErrorReference | undefined = referenceOf("x");
const steps: number = handling.steps.length + reference.not_found.title.length;
// @ts-expect-error: metadata cannot be set
metadata.not_found.status = [];

// Inputs.
const unknown: UnknownApiError | ApiError = errorFrom({ status: 500, headers: { "x-a": ["1"] } });
const redirected: ApiError | undefined = errorFromRedirect(new URL("https://x/")) ?? errorFromRedirect("?error=x");
// @ts-expect-error: the status is missing
errorFrom({ body: {} });
// @ts-expect-error: only where an error can come as a redirect
lms.errorFromRedirect("x");

export { closed, every, maybe, narrowed, redirected, retry, steps, text, unknown, type NoSection };
