// A service for each case, by the package that was made of the new registry: `/3` answers with the
// error of the case 3.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const made = await Promise.all(
    JSON.parse(readFileSync("cases.json", "utf8")).map(async (make, at) => {
        const { errors } = await import(`new-${at}/shop/server`);
        return new Function("errors", `return ${make};`)(errors);
    }),
);

const server = createServer((request, response) => {
    const { status, headers, body } = made[Number(request.url.slice(1))].toNode();
    response.writeHead(status, headers).end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
