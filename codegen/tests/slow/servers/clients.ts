// Each client of the page meets an error; what the page says of it stands where its name is.

import { deepStrictEqual as same } from "node:assert";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { type ApiError, errorFrom, parseError } from "api-errors/shop";
import axios, { type AxiosError } from "axios";
import got, { type HTTPError as GotError } from "got";
import ky, { type HTTPError } from "ky";
import ky1, { type HTTPError as Ky1Error } from "ky-1";
import { type FetchError, ofetch } from "ofetch";
import createClient from "openapi-fetch";
import * as undici from "undici";

const told = { code: "too_many_orders", message: "Wait for 7 seconds" };
const sent = { error: { type: "request", ...told, request_id: "r-1" } };
const server = createServer((_request, response) => {
    response.writeHead(429, { "Content-Type": "application/json", "Retry-After": "7" });
    response.end(JSON.stringify(sent));
}).listen(0);
const { port } = server.address() as AddressInfo;
const url = `http://localhost:${port}/orders`;

interface Paths {
    "/orders": { get: { responses: { 429: { content: { "application/json": typeof sent } } } } };
}

async function thrown<E>(call: () => Promise<unknown>): Promise<E> {
    try {
        await call();
    } catch (error) {
        return error as E;
    }
    throw new Error("the client takes the error for a success");
}

const read: Record<string, () => Promise<ApiError>> = {
    fetch: async () => {
        const response = await fetch(url);
        return $fetch$;
    },
    "undici's `fetch`": async () => {
        const response = await undici.fetch(url);
        return $fetch$;
    },
    "undici's `request`": async () => {
        const response = await undici.request(url);
        return $request$;
    },
    axios: async () => {
        const error = await thrown<AxiosError & { response: object }>(() => axios.get(url));
        return $axios$;
    },
    ky: async () => {
        const error = await thrown<HTTPError>(() => ky.get(url, { retry: 0 }));
        return $ky$;
    },
    "ky 1": async () => {
        const error = await thrown<Ky1Error>(() => ky1.get(url, { retry: 0 }));
        return $ky1$;
    },
    got: async () => {
        const error = await thrown<GotError>(() => got(url, { retry: { limit: 0 } }));
        return $got$;
    },
    ofetch: async () => {
        const call = () => ofetch(url, { retry: 0 });
        const error = await thrown<FetchError & { response: Response }>(call);
        return $ofetch$;
    },
    "openapi-fetch": async () => {
        const client = createClient<Paths>({ baseUrl: new URL(url).origin });
        const { error, response } = await client.GET("/orders");
        return $openapiFetch$;
    },
};
for (const [name, error] of Object.entries(read)) {
    const { code, status, message, retryAfterMs, requestId } = await error();
    const found = { code, status, message, retryAfterMs, requestId };
    same(found, { ...told, status: 429, retryAfterMs: 7000, requestId: "r-1" }, name);
}
server.close();
