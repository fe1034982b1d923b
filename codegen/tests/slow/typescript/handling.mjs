// Passes every documented error to the function in the package's README that follows the handling
// order of its catalog, and checks that it does what the registry says.
//
// Usage: node handling.mjs, beside cases.json, the README's compiled examples, app.js, whose
// functions return their name and argument, and node_modules/ with the package

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

const { cases } = JSON.parse(readFileSync("cases.json", "utf8"));

const camelCase = (id) => id.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

const handled = [];
for (const file of readdirSync(".").filter((name) => /^example-\d+\.js$/.test(name))) {
    const source = readFileSync(file.replace(/js$/, "ts"), "utf8");
    if (!source.includes("export function handle(")) continue;
    const [, catalog] = /from "api-errors\/(\w+)"/.exec(source);
    handled.push(catalog);
    const { handle } = await import(`./${file}`);
    const { errorFrom } = await import(`api-errors/${catalog}`);
    const { handlingOf } = await import(`api-errors/${catalog}/metadata`);
    const answers = cases.filter((one) => one.catalog === catalog && one.location === null);
    assert.ok(answers.length > 0, catalog);
    for (const { code, status, headers, body } of answers) {
        const error = errorFrom({ status, headers, body });
        const { action } = handlingOf(code);
        if (action === undefined) {
            // The handling order has no action for it.
            assert.throws(() => handle(error), (thrown) => thrown === error, code);
            continue;
        }
        const [called, given] = handle(error);
        assert.equal(called, camelCase(action), code);
        if (given !== error) assert.ok([...Object.values(error.details), error.retryAfterMs].includes(given), code);
    }
}
assert.deepEqual(handled.sort(), ["lms", "loop", "medblocks"]);
