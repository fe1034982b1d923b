// Validates the JSON documents in a file, one per line, against a JSON Schema of draft 4 or 7.
//
//     node validate.mjs FOLDER-OF-NODE_MODULES SCHEMA DOCUMENTS

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [tools, schemaPath, documentsPath] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const schema = JSON.parse(readFileSync(schemaPath, "utf8"));
const Ajv = require(schema.$schema.includes("draft-04") ? "ajv-draft-04" : "ajv").default;
// The patterns in the SARIF schema need expressions without the flag `u`.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
require("ajv-formats")(ajv);
const validate = ajv.compile(schema);

const documents = readFileSync(documentsPath, "utf8").split("\n").filter((line) => line !== "");
for (const document of documents) {
  if (!validate(JSON.parse(document))) {
    console.error(document);
    console.error(ajv.errorsText(validate.errors, { separator: "\n" }));
    process.exitCode = 1;
  }
}
console.log(`${documents.length} valid`);
