// Compiles src/ of a generated package with the strictest flags and compares the output with lib/:
// the same files, with the same text except for whitespace.
//
// Usage: node agree.mjs PACKAGE TYPESCRIPT

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";

const [root, typescript] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(typescript);

const files = (folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));

const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    isolatedDeclarations: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    declaration: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    module: ts.ModuleKind.NodeNext,
    types: [],
    rootDir: join(root, "src"),
    outDir: join(root, "lib"),
};

// The same printer writes both from their syntax trees, which drops the layout but keeps every token
// and comment. The compiler omits the header from declarations.
const canonical = (path, text) => {
    const body = text.replace(/^\/\/ Generated .*\n/, "");
    const source = ts.createSourceFile(path, body, ts.ScriptTarget.ES2022, false);
    return ts
        .createPrinter()
        .printFile(source)
        .replace(/=\s+/g, "= ")
        .replace(/\{\s+\}/g, "{}");
};

const program = ts.createProgram(files(join(root, "src")), options);
const problems = ts.getPreEmitDiagnostics(program);
if (problems.length > 0) {
    const host = {
        getCurrentDirectory: () => root,
        getCanonicalFileName: (name) => name,
        getNewLine: () => "\n",
    };
    console.error(ts.formatDiagnostics(problems.slice(0, 20), host));
    process.exit(1);
}

const emitted = new Map();
program.emit(undefined, (path, text) => emitted.set(relative(root, path), text));

const written = files(join(root, "lib")).map((path) => relative(root, path));
const compiled = [...emitted.keys()];
const odd = [...written.filter((path) => !emitted.has(path)), ...compiled.filter((path) => !written.includes(path))];
if (odd.length > 0) {
    console.error(`only in one of the two: ${odd.join(", ")}`);
    process.exit(1);
}
for (const path of written) {
    const expected = canonical(path, emitted.get(path)).split("\n");
    const found = canonical(path, readFileSync(join(root, path), "utf8")).split("\n");
    const line = expected.findIndex((text, index) => text !== found[index]);
    if (line >= 0 || expected.length !== found.length) {
        console.error(`${path}\n  compiled: ${expected[line]}\n  written:  ${found[line]}`);
        process.exit(1);
    }
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
for (const path of written) {
    const text = readFileSync(join(root, path), "utf8");
    checkComments(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true), path);
}
console.log(`${written.length} files agree`);
