// Prints documents as one JSON object by path. Each must mean the same in YAML 1.1 and 1.2.
// Arguments: the folder with the npm tools, then the documents.
import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [tools, ...paths] = process.argv.slice(2);
const { parse } = createRequire(`${tools}/`)("yaml");
const documents = {};
for (const path of paths) {
  const text = readFileSync(path, "utf8");
  const document = parse(text, { version: "1.2" });
  deepStrictEqual(parse(text, { version: "1.1", merge: false }), document, path);
  documents[path] = document;
}
process.stdout.write(JSON.stringify(documents));
