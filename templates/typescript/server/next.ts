import { errorFor, errorForStatus, isNamed, type Answers, type FetchResponse } from "./answer.js";

export type { Answer, Answers, Failure, Failures, Report, ServiceError } from "./answer.js";

/**
 * Wraps the route handlers of Next.js, and any other function from a request to a `Response`: of
 * workers, Bun, Deno, Remix, SvelteKit or Astro.
 */
export function routes<Request extends object, Members extends object>(
    answers: Answers<Request, Members>,
): <Arguments extends readonly [Request, ...unknown[]], Result>(
    handler: (...given: Arguments) => Result | Promise<Result>,
) => (...given: Arguments) => Promise<Result | FetchResponse> {
    return (handler) =>
        async (...given) => {
            const [request] = given;
            try {
                markBadJson(request);
                return await handler(...given);
            } catch (thrown) {
                const status = nextStatus(thrown);
                if (status === undefined) return errorFor(thrown, answers, request).toResponse();
                if (!isNamed(status, answers)) throw thrown;
                return errorForStatus(status, answers, request).toResponse();
            }
        };
}

/** A body that is not JSON. */
class BadJson extends SyntaxError {
    readonly expose: boolean = true;
    readonly status: number = 400;
}

/**
 * Makes `request.json()` fail with an error of its own if the body is not JSON: what it throws is
 * what a mistake of the service would throw.
 */
function markBadJson(request: object): void {
    const { json } = request as { readonly json?: unknown };
    if (typeof json !== "function") return;
    const marked = async (): Promise<unknown> => {
        try {
            return await json.call(request);
        } catch (thrown) {
            if (!(thrown instanceof SyntaxError)) throw thrown;
            throw new BadJson(thrown.message, { cause: thrown });
        }
    };
    Object.defineProperty(request, "json", { value: marked, configurable: true, writable: true });
}

/**
 * The status of what the functions `notFound`, `forbidden` and `unauthorized` of Next.js throw, and
 * 0 for its redirects, which it must see; `undefined` for anything else.
 */
function nextStatus(thrown: unknown): number | undefined {
    if (typeof thrown !== "object" || thrown === null) return undefined;
    const { digest } = thrown as { readonly digest?: unknown };
    if (typeof digest !== "string" || !digest.startsWith("NEXT_")) return undefined;
    if (digest === "NEXT_NOT_FOUND") return 404;
    return Number(/^NEXT_HTTP_ERROR_FALLBACK;(\d+)$/.exec(digest)?.[1] ?? 0);
}
