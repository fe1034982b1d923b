// Asks the language service used by editors what it shows for a program, and prints it as JSON: what
// is struck through, what is offered after the dot in the last line, and the explanation of each
// marked name. A mark is a comment before the name: `/*?*/`.
//
// Usage: node editor.mjs PROGRAM TYPESCRIPT

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [program, typescript] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(typescript);
const options = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
};
const service = ts.createLanguageService({
    ...ts.sys,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [program],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
        const text = ts.sys.readFile(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
});

const text = readFileSync(program, "utf8");
const struckOut = service
    .getSuggestionDiagnostics(program)
    .filter((found) => found.reportsDeprecated)
    .map((found) => text.slice(found.start, found.start + found.length));
const offered = service
    .getCompletionsAtPosition(program, text.trimEnd().length, undefined)
    .entries.map(({ name, kindModifiers }) => [name, kindModifiers.split(",").includes("deprecated")]);
const explained = [...text.matchAll(/\/\*\?\*\/\s*/g)].map((mark) => {
    const info = service.getQuickInfoAtPosition(program, mark.index + mark[0].length);
    const tags = (info.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`);
    return [ts.displayPartsToString(info.documentation), ...tags].join("\n");
});
console.log(JSON.stringify({ struckOut, offered, explained }));
