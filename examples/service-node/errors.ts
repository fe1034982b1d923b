// The error for a code, with the details of its example: what the services here throw.

import type { Answers, Sendable } from "api-errors/server/answer";
import * as curaway from "api-errors/curaway";
import * as curawayFacts from "api-errors/curaway/metadata";
import * as curawayServer from "api-errors/curaway/server";
import * as curawayExamples from "api-errors/curaway/testing";
import * as lms from "api-errors/lms";
import * as lmsFacts from "api-errors/lms/metadata";
import * as lmsServer from "api-errors/lms/server";
import * as lmsExamples from "api-errors/lms/testing";
import * as loop from "api-errors/loop";
import * as loopFacts from "api-errors/loop/metadata";
import * as loopServer from "api-errors/loop/server";
import * as loopExamples from "api-errors/loop/testing";
import * as medblocks from "api-errors/medblocks";
import * as medblocksFacts from "api-errors/medblocks/metadata";
import * as medblocksServer from "api-errors/medblocks/server";
import * as medblocksExamples from "api-errors/medblocks/testing";

/**
 * The status of errors without a documented one. A service has to choose: these are requests that it
 * understands but that a rule of its domain denies.
 */
const UNDOCUMENTED = 422;

/**
 * Where the user of an OAuth client returns to: the address that the client has registered, never one
 * from the request.
 */
const CALLBACK = "https://client.example.com/callback";

/** What is needed of an API to make any of its errors from a code that is known at run time only. */
interface Api {
    readonly errors: object;
    readonly fixtures: object;
    readonly errorFrom: (response: Example) => { readonly details: object };
    readonly metadataOf: (code: string) => { readonly status: readonly number[] } | undefined;
}

/** The factories of errors, by the names of codes. */
interface Factories {
    readonly [name: string]: (details: object) => Sendable;
}

interface Example {
    readonly code: string | number;
    readonly status: number;
    readonly headers: { readonly [name: string]: string };
    readonly body: unknown;
}

const apis: ReadonlyMap<string, Api> = new Map<string, Api>([
    ["curaway", { ...curaway, ...curawayFacts, ...curawayServer, ...curawayExamples }],
    ["lms", { ...lms, ...lmsFacts, ...lmsServer, ...lmsExamples }],
    ["loop", { ...loop, ...loopFacts, ...loopServer, ...loopExamples }],
    ["medblocks", { ...medblocks, ...medblocksFacts, ...medblocksServer, ...medblocksExamples }],
]);

/** What the services answer if something else goes wrong. */
export const answers = {
    internal: loopServer.errors.internalError,
    failures: { 404: loopServer.errors.notFound },
} satisfies Answers;

let requests = 0;

/** Throws an error; a handler of yours names it, as in `throw errors.rateLimited({ retryAfterMs })`. */
export function fail(catalog: string, code: string): never {
    const api = apis.get(catalog);
    const examples = Object.entries<Example>({ ...api?.fixtures });
    const [name = "", example] = examples.find(([, { code: its }]) => its === code) ?? [];
    const make = (api?.errors as Factories | undefined)?.[name];
    if (api === undefined || example === undefined || make === undefined) throw loopServer.errors.notFound();
    const error = make(api.errorFrom(example).details);
    if (catalog === "medblocks") throw error.with({ members: { requestId: `req-${++requests}` } });
    if (example.status === 302) throw error.with({ redirect: CALLBACK });
    if (api.metadataOf(code)?.status.length === 0) throw error.with({ status: UNDOCUMENTED });
    throw error;
}

/** The port to listen at, which is the first argument. */
export const port = Number(process.argv[2] ?? 3000);

/** Says where a service listens. */
export function listening(at: number): void {
    console.log(`listening on http://127.0.0.1:${at}`);
}
