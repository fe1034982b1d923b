// Bundles what a client imports and compares the size with what it may cost.
//
// Usage: node budget.mjs ESBUILD, beside node_modules/ with the package

import { createRequire } from "node:module";

const { build } = createRequire(import.meta.url)(process.argv[2]);

// Bytes, minified. What the budget of an entry has room for is what its comment names.
const budgets = [
    // A symbol and three comparisons.
    ['import { isApiError } from "api-errors/loop"; console.log(isApiError(1))', 300],
    ['import { isApiError } from "api-errors"; console.log(isApiError(1))', 300],
    // 180 codes, each between quotes.
    ['import { isErrorCode } from "api-errors/curaway"; console.log(isErrorCode(1))', 6_000],
    ['import { isErrorCode } from "api-errors/loop"; console.log(isErrorCode(1))', 1_200],
    // Types, and the codes by name where they are used.
    ['import { type ErrorCode } from "api-errors/loop"; console.log(1)', 20],
    ['import { ErrorCodes } from "api-errors/lms"; console.log(ErrorCodes.CONFLICT)', 600],
    // The reader, and the codes.
    ['import { parseError } from "api-errors/lms"; console.log(parseError)', 5_000],
    ['import * as lms from "api-errors/lms"; console.log(lms.match)', 400],
    // No sentence of prose.
    ['import { metadataOf } from "api-errors/loop/metadata"; console.log(metadataOf)', 8_000],
    ['import { metadata } from "api-errors/lms/metadata"; console.log(metadata)', 1_500],
    // Nothing of what is imported and not used.
    ['import "api-errors/loop"; import "api-errors/loop/metadata"; import "api-errors/loop/reference"', 0],
];

let over = 0;
for (const [contents, budget] of budgets) {
    const result = await build({
        stdin: { contents, loader: "ts", resolveDir: process.cwd() },
        bundle: true,
        minify: true,
        format: "esm",
        write: false,
        logLevel: "error",
    });
    const size = result.outputFiles[0].contents.length;
    console.log(`${String(size).padStart(6)} of ${String(budget).padStart(6)}  ${contents}`);
    if (size > budget) over += 1;
}
process.exit(over === 0 ? 0 : 1);
