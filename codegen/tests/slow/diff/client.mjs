// What a client with the old package reads of the answer to each case: a line of JSON for each.

import { parseError } from "api-errors/shop";

const [address, count] = process.argv.slice(2);
for (let at = 0; at < Number(count); at += 1) {
    const error = await parseError(await fetch(`${address}/${at}`, { redirect: "manual" }));
    const read = { code: error.known ? error.code : null, status: error.status };
    const { number, place, kind, seconds } = error.known ? error : {};
    const data = { number, place, kind, seconds };
    for (const name in data) data[name] ??= null;
    console.log(JSON.stringify({ ...read, message: error.message, ...data, group: error.body?.group ?? null }));
}
