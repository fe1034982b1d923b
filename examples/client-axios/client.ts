// Calls each of the given addresses, and prints the error that comes back as a line of JSON.
//
// The first segment of the path names the API, as in http://127.0.0.1:3000/loop/rate_limited.

import type { ApiError, ErrorSource } from "api-errors";
import * as curaway from "api-errors/curaway";
import * as curawayFacts from "api-errors/curaway/metadata";
import * as lms from "api-errors/lms";
import * as lmsFacts from "api-errors/lms/metadata";
import * as loop from "api-errors/loop";
import * as loopFacts from "api-errors/loop/metadata";
import * as medblocks from "api-errors/medblocks";
import * as medblocksFacts from "api-errors/medblocks/metadata";
import axios from "axios";

/** What this program needs to know about an API. */
interface Api {
    readonly errorFrom: (response: ErrorSource) => ApiError;
    readonly metadataOf: (code: string) => Facts | undefined;
}

interface Facts {
    readonly docsUrl?: string;
    readonly retry?: string;
}

const apis: ReadonlyMap<string, Api> = new Map<string, Api>([
    ["curaway", { errorFrom: curaway.errorFrom, metadataOf: curawayFacts.metadataOf }],
    ["lms", { errorFrom: lms.errorFrom, metadataOf: lmsFacts.metadataOf }],
    ["loop", { errorFrom: loop.errorFrom, metadataOf: loopFacts.metadataOf }],
    ["medblocks", { errorFrom: medblocks.errorFrom, metadataOf: medblocksFacts.metadataOf }],
]);

/** Calls an address; returns what its error looks like to a program. */
async function read(address: string): Promise<object> {
    const api = apis.get(new URL(address).pathname.split("/")[1] ?? "");
    if (api === undefined) throw new Error(`${address} does not belong to a known API`);
    // An error of the API is a response like any other, and a redirect may carry one.
    const response = await axios.get<unknown>(address, { maxRedirects: 0, validateStatus: () => true });
    const { status, headers, data } = response;
    const error = api.errorFrom({ status, headers, body: data });
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
        headers: { ...headers },
        body: error.body,
    };
}

for (const address of process.argv.slice(2)) {
    console.log(JSON.stringify(await read(address)));
}
