// Answers `GET /{catalog}/{index}` with an error of that catalog, which its factory makes. The query
// `?sent=OLD&as=NEW` puts a value into the place of what identifies the error, as an older or newer
// service would send it; both are JSON.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const given = JSON.parse(readFileSync(new URL("given.json", import.meta.url), "utf8"));

const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const [, catalog, index] = pathname.split("/");
    const { errors } = await import(`api-errors/${catalog}/server`);
    const { details, status } = given[catalog][index];
    const error = Object.values(errors)[index](details);
    const { status: answered, headers, body } = (status === null ? error : error.with({ status })).toNode();
    response.statusCode = answered;
    const [sent, other] = [searchParams.get("sent"), searchParams.get("as")];
    for (const [name, value] of Object.entries(headers)) {
        if (sent !== null && name.toLowerCase() === "content-length") continue;
        const isCode = sent !== null && name.toLowerCase() === "x-error-code";
        response.setHeader(name, isCode ? JSON.parse(other) : value);
    }
    response.end(sent === null ? body : body.replace(`:${sent}`, () => `:${other}`));
});
server.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
