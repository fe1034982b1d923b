import type { Answer } from "./error.js";
import { withKnown } from "./headers.js";

/** The parts of Node's `http.ServerResponse` that are used; Express, Koa and NestJS have it too. */
export interface NodeResponse {
    statusCode: number;
    readonly headersSent: boolean;
    getHeader(name: string): unknown;
    setHeader(name: string, value: string): unknown;
    removeHeader(name: string): void;
    end(body: string): unknown;
}

/** The headers that are about a body which is not sent. */
const outdated = ["Content-Encoding", "Content-Length", "Content-Range", "ETag", "Last-Modified"];

/** Sends an answer. Headers that were set before, such as those of CORS, are sent too. */
export function send(response: NodeResponse, { status, headers, body }: Answer): void {
    response.statusCode = status;
    for (const name of outdated) response.removeHeader(name);
    for (const [name, value] of Object.entries(headers)) {
        response.setHeader(name, withKnown(name, value, response.getHeader(name)));
    }
    response.end(body);
}
