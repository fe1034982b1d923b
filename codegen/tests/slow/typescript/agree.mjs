// Type-checks the declarations of a generated package with the strictest flags, and compares them
// with its JavaScript: modules have the values that they declare, and data has the declared types.
//
// Usage: node agree.mjs PACKAGE TYPESCRIPT

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [root, typescript] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(typescript);

const options = {
    noEmit: true,
    strict: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    module: ts.ModuleKind.NodeNext,
    types: [],
};

const declarations = readdirSync(join(root, "lib"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".d.cts"))
    .map((entry) => join(entry.parentPath, entry.name));
const modules = declarations.map((path) => path.replace(/\.d\.cts$/, ".js"));
// The declarations of ES modules, which refer to these.
const same = declarations.map((path) => path.replace(/\.d\.cts$/, ".d.ts")).filter((path) => existsSync(path));

// What the values of data modules are declared as, wherever that is.
const types = {
    catalog: 'import("../runtime.cjs").Catalog',
    codes: 'ReadonlySet<import("./index.cjs").ErrorCode>',
    ErrorCodes: 'typeof import("./codes.cjs").ErrorCodes',
    metadata: 'typeof import("./metadata.cjs").metadata',
    handling: 'typeof import("./metadata.cjs").handling',
    reference: 'typeof import("./reference.cjs").reference',
    sections: 'typeof import("./reference.cjs").sections',
    categories: 'typeof import("./reference.cjs").categories',
    actions: 'typeof import("./reference.cjs").actions',
    statuses: 'typeof import("./reference.cjs").statuses',
};

/** The data of a module, each with its declared type. */
const typed = (path) =>
    readFileSync(path, "utf8")
        .replace(/^import .*\n/gm, "")
        .replace(/^export function [^]*?^}\n/gm, "")
        .replace(/^export const (\w+) =/gm, (all, name) => (Object.hasOwn(types, name) ? `export const ${name}: ${types[name]} =` : all));

// The compiler sees data modules as TypeScript, beside their declarations.
const data = new Map();
for (const folder of new Set(declarations.map(dirname))) {
    if (!existsSync(join(folder, "data.js"))) continue;
    for (const name of ["codes", "data", "reference"]) {
        data.set(join(folder, `${name}.typed.ts`), typed(join(folder, `${name}.js`)));
    }
}
const host = ts.createCompilerHost(options);
const { fileExists, readFile, getSourceFile } = host;
host.fileExists = (path) => data.has(path) || fileExists(path);
host.readFile = (path) => data.get(path) ?? readFile(path);
host.getSourceFile = (path, version, ...rest) =>
    data.has(path) ? ts.createSourceFile(path, data.get(path), version, true) : getSourceFile(path, version, ...rest);

const program = ts.createProgram([...declarations, ...same, ...data.keys()], options, host);
const problems = ts.getPreEmitDiagnostics(program);
if (problems.length > 0) {
    console.error(ts.formatDiagnostics(problems.slice(0, 20), { ...host, getCurrentDirectory: () => root }));
    process.exit(1);
}

/** Compares what is imported with what is required: the same data, and functions of the same code. */
const require = createRequire(import.meta.url);
function checkRequired(path, imported) {
    const written = (name, value) => (typeof value === "function" ? String(value).replace(/\/\*\*.*?\*\/|\/\/ [^\n]*|\s+/gs, "") : value);
    const values = (module) => JSON.parse(JSON.stringify(module, (name, value) => (value instanceof Set ? [...value] : written(name, value))));
    const required = require(path.replace(/\.js$/, ".cjs"));
    assert.equal(required.__esModule, true, path);
    assert.deepEqual(values({ ...required }), values({ ...imported }), path);
}

const checker = program.getTypeChecker();
const isValue = (symbol) => {
    const of = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return (of.flags & ts.SymbolFlags.Value) !== 0;
};
for (const [index, path] of declarations.entries()) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(path));
    // The types of errors are classes of the runtime, which are exported as types only.
    const isTypeOnly = (symbol) => symbol.declarations?.some((node) => ts.isTypeOnlyExportDeclaration(node));
    const declared = checker.getExportsOfModule(module).filter((symbol) => !isTypeOnly(symbol) && isValue(symbol));
    const actual = await import(pathToFileURL(modules[index]).href);
    assert.deepEqual(declared.map((symbol) => symbol.name).sort(), Object.keys(actual).sort(), path);
    checkRequired(modules[index], actual);
}
for (const path of modules.filter((path) => basename(path) === "codes.js")) {
    const { codes } = await import(pathToFileURL(join(dirname(path), "data.js")).href);
    const { ErrorCodes, ...constants } = await import(pathToFileURL(path).href);
    assert.deepEqual([...codes].sort(), Object.values(ErrorCodes).sort(), path);
    for (const [name, code] of Object.entries(constants)) assert.equal(code, ErrorCodes[name], path);
}

// No registry text becomes a tag or a link.
const checkComments = (node, path) => {
    for (const { comment, tags } of node.jsDoc ?? []) {
        const names = (tags ?? []).map((tag) => tag.tagName.text);
        const comments = [comment, ...(tags ?? []).map((tag) => tag.comment)];
        if (names.some((name) => !["deprecated", "internal"].includes(name)) || comments.some(Array.isArray)) {
            console.error(`${path}: a tag in ${node.getFullText()}`);
            process.exit(1);
        }
    }
    ts.forEachChild(node, (child) => checkComments(child, path));
};
for (const path of declarations) {
    const text = readFileSync(path, "utf8");
    checkComments(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true), path);
}
console.log(`${declarations.length} modules agree`);
