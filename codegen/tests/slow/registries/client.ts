// Calls each of the given addresses, `/{catalog}/{index}`, and prints what the error is as a line of
// JSON.

import type { ApiError } from "api-errors";
import * as families from "api-errors/families";
import { messageIn } from "api-errors/families/messages";
import * as familiesFacts from "api-errors/families/metadata";
import * as graphql from "api-errors/graphql";
import * as graphqlFacts from "api-errors/graphql/metadata";
import * as header from "api-errors/header";
import * as headerFacts from "api-errors/header/metadata";
import * as jsonRpc from "api-errors/json-rpc";
import * as jsonRpcFacts from "api-errors/json-rpc/metadata";
import * as numbers from "api-errors/numbers";
import * as numbersFacts from "api-errors/numbers/metadata";
import * as sqlstate from "api-errors/sqlstate";
import * as sqlstateFacts from "api-errors/sqlstate/metadata";
import * as unicode from "api-errors/unicode";
import * as unicodeFacts from "api-errors/unicode/metadata";
import * as urn from "api-errors/urn";
import * as urnFacts from "api-errors/urn/metadata";
import * as validation from "api-errors/validation";
import * as validationFacts from "api-errors/validation/metadata";

declare const process: { readonly argv: readonly string[] };

/** What this program needs to know about an API. */
interface Api {
    readonly parseError: (response: Response) => Promise<ApiError>;
    readonly metadataOf: (code: string) => { readonly retry?: string } | undefined;
}

const apis: { readonly [catalog: string]: Api } = {
    families: { ...families, ...familiesFacts },
    graphql: { ...graphql, ...graphqlFacts },
    header: { ...header, ...headerFacts },
    "json-rpc": { ...jsonRpc, ...jsonRpcFacts },
    numbers: { ...numbers, ...numbersFacts },
    sqlstate: { ...sqlstate, ...sqlstateFacts },
    unicode: { ...unicode, ...unicodeFacts },
    urn: { ...urn, ...urnFacts },
    validation: { ...validation, ...validationFacts },
};

async function read(address: string): Promise<object> {
    const [, catalog = ""] = new URL(address).pathname.split("/");
    const api = apis[catalog];
    if (api === undefined) throw new Error(`${address} belongs to no catalog`);
    const error = await api.parseError(await fetch(address));
    const { codeName, known, status, message, details } = error;
    const code = String(error.code);
    const retry = api.metadataOf(code)?.retry ?? null;
    const seen = { address, code, codeName: codeName ?? null, known, status, message, details, retry };
    if (catalog !== "families") return seen;
    const german = messageIn(error as families.ApiError, "de-AT, en;q=0.5").message;
    return { ...seen, connects: families.isIn(error, "CONNECT"), german };
}

for (const address of process.argv.slice(2)) {
    console.log(JSON.stringify(await read(address)));
}

/** What is told apart by code has the details of that code. */
export function told(error: families.ApiError | validation.ApiError): string | number | undefined {
    switch (error.code) {
        case "CONNECT.TIMED_OUT":
            return error.seconds;
        case "form-invalid":
            return error.fields?.[0]?.code;
        default:
            return undefined;
    }
}
