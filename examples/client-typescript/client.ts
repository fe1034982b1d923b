// Calls each of the given addresses, and prints the error that comes back as a line of JSON.
//
// The first segment of the path names the API, as in http://127.0.0.1:3000/loop/rate_limited.

import type { ApiError, ResponseLike } from "api-errors";
import * as curaway from "api-errors/curaway";
import * as curawayFacts from "api-errors/curaway/metadata";
import * as lms from "api-errors/lms";
import * as lmsFacts from "api-errors/lms/metadata";
import * as loop from "api-errors/loop";
import * as loopFacts from "api-errors/loop/metadata";
import * as medblocks from "api-errors/medblocks";
import * as medblocksFacts from "api-errors/medblocks/metadata";

/** What this program needs to know about an API. */
interface Api {
    readonly parseError: (response: ResponseLike) => Promise<ApiError>;
    readonly metadataOf: (code: string) => Facts | undefined;
}

interface Facts {
    readonly docsUrl?: string;
    readonly retry?: string;
}

const apis: ReadonlyMap<string, Api> = new Map<string, Api>([
    ["curaway", { parseError: curaway.parseError, metadataOf: curawayFacts.metadataOf }],
    ["lms", { parseError: lms.parseError, metadataOf: lmsFacts.metadataOf }],
    ["loop", { parseError: loop.parseError, metadataOf: loopFacts.metadataOf }],
    ["medblocks", { parseError: medblocks.parseError, metadataOf: medblocksFacts.metadataOf }],
]);

/** Calls an address; returns what its error looks like to a program. */
async function read(address: string): Promise<object> {
    const api = apis.get(new URL(address).pathname.split("/")[1] ?? "");
    if (api === undefined) throw new Error(`${address} does not belong to a known API`);
    // A redirect may carry an error, so it is not followed.
    const response = await fetch(address, { redirect: "manual" });
    const error = await api.parseError(response);
    const facts = error.code === undefined ? undefined : api.metadataOf(String(error.code));
    return {
        address,
        catalog: error.catalog,
        code: error.code ?? null,
        known: error.known,
        status: error.status,
        message: error.message,
        details: error.details,
        docsUrl: facts?.docsUrl ?? null,
        retry: facts?.retry ?? null,
        retryAfterMs: error.retryAfterMs ?? null,
        headers: Object.fromEntries(response.headers),
        body: error.body,
    };
}

for (const address of process.argv.slice(2)) {
    console.log(JSON.stringify(await read(address)));
}
