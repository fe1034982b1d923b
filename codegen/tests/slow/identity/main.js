// Prints the code that is read from each response, as JSON.

import { readFileSync } from "node:fs";

for (const [api, header, body] of JSON.parse(readFileSync("cases.json", "utf8"))) {
    const { errorFrom } = await import(`api-errors/${api}`);
    const headers = header === null ? {} : { "x-error-code": header };
    const { code, others = [] } = errorFrom({ status: 403, headers, body });
    const codes = [code, ...others.map((other) => other.code)];
    console.log(JSON.stringify(code === undefined ? null : codes.join(", ")));
}
