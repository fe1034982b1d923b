// Bundles a client's imports with two bundlers and compares the sizes with their budgets. No bundle
// may contain a sentence of the reference.
//
// Usage: node budget.mjs NODE_MODULES, beside node_modules/ with the package

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const tools = createRequire(process.argv[2]);
const esbuild = tools("esbuild");
const { rollup } = tools("rollup");

// Minified sizes in bytes. Comments say what a budget has room for.
const budgets = [
    // A symbol and three comparisons.
    ['import { isApiError } from "api-errors/loop"; console.log(isApiError(1))', 300],
    ['import { isApiError } from "api-errors"; console.log(isApiError(1))', 300],
    // 180 quoted codes.
    ['import { isErrorCode } from "api-errors/curaway"; console.log(isErrorCode(1))', 6_000],
    ['import { isErrorCode } from "api-errors/loop"; console.log(isErrorCode(1))', 1_200],
    // Types, and codes by name when used.
    ['import { type ErrorCode } from "api-errors/loop"; console.log(1)', 20],
    ['import { ErrorCodes } from "api-errors/lms/codes"; console.log(ErrorCodes.CONFLICT)', 600],
    // A constant, in either bundle.
    ['import * as codes from "api-errors/curaway/codes"; console.log(codes.AUTH_TOKEN_EXPIRED_001)', 60],
    ['import { CONFLICT } from "api-errors/lms/codes"; console.log(CONFLICT)', 60],
    // The parser, which reads any response as leniently as the Rust client does and looks for what
    // identifies an error in the body and in the headers, codes and names, the codes, and what they say
    // about retrying.
    ['import { parseError } from "api-errors/lms"; console.log(parseError)', 9_400],
    ['import * as lms from "api-errors/lms"; console.log(lms.match)', 400],
    // No sentence of prose.
    ['import { metadataOf } from "api-errors/loop/metadata"; console.log(metadataOf)', 8_000],
    ['import { metadata } from "api-errors/lms/metadata"; console.log(metadata)', 1_500],
    // Nothing that is imported but not used.
    ['import "api-errors/loop"; import "api-errors/loop/metadata"; import "api-errors/loop/reference"', 0],
    ['import "api-errors/loop/server"; import "api-errors/server/express"', 0],
];

// The same minifier for both, so that only the bundlers differ.
const minify = async (code) => (await esbuild.transform(code, { minify: true, format: "esm" })).code;

const bundlers = {
    esbuild: async (contents) => {
        const result = await esbuild.build({
            stdin: { contents, loader: "ts", resolveDir: process.cwd() },
            bundle: true,
            format: "esm",
            write: false,
            logLevel: "error",
        });
        return minify(result.outputFiles[0].text);
    },
    rollup: async (contents) => {
        const { code } = await esbuild.transform(contents, {
            loader: "ts",
            tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
        });
        const folder = join(process.cwd(), "node_modules/api-errors");
        const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
        // Side effects as the package declares them.
        const plugin = {
            name: "entry",
            resolveId: (id, importer) => {
                if (importer === undefined) return id;
                const entry = exports[id.replace("api-errors", ".")]?.default;
                const path = id.startsWith(".") ? join(dirname(importer), id) : join(folder, entry);
                return { id: path, moduleSideEffects: false };
            },
            load: (id) => (id === "entry" ? code : null),
        };
        const bundle = await rollup({ input: "entry", plugins: [plugin], logLevel: "silent" });
        const { output } = await bundle.generate({ format: "esm" });
        return minify(output[0].code);
    },
};

// The sentences of all catalogs.
const prose = [];
for (const catalog of ["curaway", "lms", "loop", "medblocks"]) {
    const { reference } = await import(pathToFileURL(`node_modules/api-errors/lib/${catalog}/reference.js`).href);
    for (const { description, resolution } of Object.values(reference)) {
        prose.push(...[description, resolution].filter((text) => text !== undefined));
    }
}

let failed = 0;
for (const [name, bundle] of Object.entries(bundlers)) {
    for (const [contents, budget] of budgets) {
        const code = await bundle(contents);
        const size = Buffer.byteLength(code.trim());
        const leaked = prose.find((text) => code.includes(JSON.stringify(text)));
        console.log(`${name.padEnd(8)}${String(size).padStart(6)} of ${String(budget).padStart(6)}  ${contents}`);
        if (size > budget || leaked !== undefined) failed += 1;
        if (leaked !== undefined) console.log(`         holds: ${leaked}`);
    }
    // Prose is found if it is there.
    const code = await bundle('import { referenceOf } from "api-errors/lms/reference"; console.log(referenceOf)');
    if (!prose.some((text) => code.includes(JSON.stringify(text)))) {
        console.log(`${name}: no prose in the entry of prose`);
        failed += 1;
    }
}
process.exit(failed === 0 ? 0 : 1);
