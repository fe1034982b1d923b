import type { Answer } from "./error.js";
/** The parts of Node's `http.ServerResponse` that are used; Express, Koa and NestJS have it too. */
export interface NodeResponse {
    statusCode: number;
    readonly headersSent: boolean;
    getHeader(name: string): unknown;
    setHeader(name: string, value: string): unknown;
    removeHeader(name: string): void;
    end(body: string): unknown;
}
/** Sends an answer. Headers that were set before, such as those of CORS, are sent too. */
export declare function send(response: NodeResponse, { status, headers, body }: Answer): void;
