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
    .filter((entry) => entry.isFile() && entry.name.endsWith(".d.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
const modules = declarations.map((path) => path.replace(/\.d\.ts$/, ".js"));

// What the values of data modules are declared as, wherever that is.
const types = {
    catalog: 'import("../runtime.js").Catalog',
    codes: 'ReadonlySet<import("./index.js").ErrorCode>',
    ErrorCodes: 'typeof import("./codes.js").ErrorCodes',
    metadata: 'typeof import("./metadata.js").metadata',
    handling: 'typeof import("./metadata.js").handling',
    reference: 'typeof import("./reference.js").reference',
    sections: 'typeof import("./reference.js").sections',
    categories: 'typeof import("./reference.js").categories',
    actions: 'typeof import("./reference.js").actions',
    statuses: 'typeof import("./reference.js").statuses',
};

/** The data of a module, each with its declared type. */
const typed = (path) =>
    readFileSync(path, "utf8")
        .replace(/^import .*\n/gm, "")
        .replace(/^export function [^]*?^}\n/gm, "")
        .replace(/^export const (\w+) =/gm, (all, name) => (name in types ? `export const ${name}: ${types[name]} =` : all));

// The compiler sees data modules as TypeScript, beside their declarations.
const data = new Map();
for (const folder of new Set(declarations.map(dirname))) {
    if (!existsSync(join(folder, "data.js"))) continue;
    for (const name of ["data", "reference"]) {
        data.set(join(folder, `${name}.typed.ts`), typed(join(folder, `${name}.js`)));
    }
}
const host = ts.createCompilerHost(options);
const { fileExists, readFile, getSourceFile } = host;
host.fileExists = (path) => data.has(path) || fileExists(path);
host.readFile = (path) => data.get(path) ?? readFile(path);
host.getSourceFile = (path, version, ...rest) =>
    data.has(path) ? ts.createSourceFile(path, data.get(path), version, true) : getSourceFile(path, version, ...rest);

const program = ts.createProgram([...declarations, ...data.keys()], options, host);
const problems = ts.getPreEmitDiagnostics(program);
if (problems.length > 0) {
    console.error(ts.formatDiagnostics(problems.slice(0, 20), { ...host, getCurrentDirectory: () => root }));
    process.exit(1);
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
}
for (const path of modules.filter((path) => basename(path) === "codes.js")) {
    const { codes, ErrorCodes } = await import(pathToFileURL(join(dirname(path), "data.js")).href);
    assert.deepEqual([...codes].sort(), Object.values(ErrorCodes).sort(), path);
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
