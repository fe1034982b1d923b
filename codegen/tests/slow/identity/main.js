// Prints the code that is read from each response, as JSON.

import { readFileSync } from "node:fs";

for (const [api, header, body] of JSON.parse(readFileSync("cases.json", "utf8"))) {
    const { errorFrom } = await import(`api-errors/${api}`);
    const headers = header === null ? {} : { "x-error-code": header };
    const error = errorFrom({ status: 403, headers, body });
    const named = api === "pair" || api === "name";
    const read = ({ code, known, codeName = "" }) => (named ? `${code}:${known ? codeName : ""}` : `${code}`);
    const codes = [error, ...error.others].map(read);
    console.log(JSON.stringify(error.code === undefined ? null : codes.join(", ")));
}

const pair = await import("api-errors/pair");
const error = pair.errorFrom({ status: 404, body: { errors: [{ code: 2, name: "lost" }] } });
const again = pair.errorFromJson(JSON.parse(JSON.stringify(error)));
for (const of of [error, again]) {
    if (!pair.isNamed(of, "gone_for_good") || pair.isNamed(of, "gone")) throw new Error("it has a name");
}
