import { withKnown } from "./headers.js";
/** The headers that are about a body which is not sent. */
const outdated = ["Content-Encoding", "Content-Length", "Content-Range", "ETag", "Last-Modified"];
/** Sends an answer. Headers that were set before, such as those of CORS, are sent too. */
export function send(response, { status, headers, body }) {
    response.statusCode = status;
    for (const name of outdated)
        response.removeHeader(name);
    for (const [name, value] of Object.entries(headers)) {
        response.setHeader(name, withKnown(name, value, response.getHeader(name)));
    }
    response.end(body);
}
