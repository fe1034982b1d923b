import { type Answers, type FetchResponse } from "./answer.js";
export type { Answer, Answers, Failure, Failures, Report, ServiceError } from "./answer.js";
/**
 * Wraps the route handlers of Next.js, and any other function from a request to a `Response`: of
 * workers, Bun, Deno, Remix, SvelteKit or Astro.
 */
export declare function routes<Request extends object, Members extends object>(answers: Answers<Request, Members>): <Arguments extends readonly [Request, ...unknown[]], Result>(handler: (...given: Arguments) => Result | Promise<Result>) => (...given: Arguments) => Promise<Result | FetchResponse>;
