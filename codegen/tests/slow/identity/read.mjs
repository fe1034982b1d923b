// Prints the code that is read from each response, as JSON.

import { readFileSync } from "node:fs";

for (const [api, code, body] of JSON.parse(readFileSync("cases.json", "utf8"))) {
    const { errorFrom } = await import(`api-errors/${api}`);
    const headers = code === null ? {} : { "x-error-code": code };
    console.log(JSON.stringify(errorFrom({ status: 403, headers, body }).code ?? null));
}
