// Answers `GET /{catalog}/{index}` with an error of that catalog, which its factory makes.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const given = JSON.parse(readFileSync(new URL("given.json", import.meta.url), "utf8"));

const server = createServer(async (request, response) => {
    const [, catalog, index] = request.url.split("/");
    const { errors } = await import(`api-errors/${catalog}/server`);
    const { details, status } = given[catalog][index];
    const error = Object.values(errors)[index](details);
    const { status: sent, headers, body } = (status === null ? error : error.with({ status })).toNode();
    response.statusCode = sent;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
