// Validates a bill of materials against the schema of CycloneDX 1.5, and says what it lists.
//
//     node supply/validate-sbom.mjs FILE
//
// Needs the npm tools of the tests: npm ci --ignore-scripts --prefix codegen/tests/tools

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../codegen/tests/tools/package.json", import.meta.url));
const schemas = new URL(
  "../codegen/tests/tools/node_modules/@cyclonedx/cyclonedx-library/res/schema/",
  import.meta.url,
);
const schema = (name) =>
  JSON.parse(readFileSync(new URL(`${name}.SNAPSHOT.schema.json`, schemas), "utf8"));

const Ajv = require("ajv").default;
const ajv = new Ajv({ allErrors: true, strict: false });
require("ajv-formats")(ajv);
// Formats of internationalized names, which ajv-formats does not have.
ajv.addFormat("idn-email", true).addFormat("iri-reference", true);
// The schema refers to these by the names of their files.
for (const name of ["spdx", "jsf-0.82"]) {
  const address = `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`;
  ajv.addSchema({ ...schema(name), $id: address });
}
const validate = ajv.compile(schema("bom-1.5"));

const text = readFileSync(process.argv[2], "utf8");
const bill = JSON.parse(text);
const problems = validate(bill) ? [] : [ajv.errorsText(validate.errors, { separator: "\n" })];
if (bill.metadata?.component?.name !== "errbook") problems.push("it is not about errbook");
if (text.includes("file://")) problems.push("it names a file of this machine");
for (const { name, licenses, hashes } of bill.components) {
  if (!licenses?.length) problems.push(`${name} has no licence`);
  // The templates are built from the same checkout as the command.
  if (!hashes?.length && name !== "errbook-templates") problems.push(`${name} has no checksum`);
}
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log(`errbook ${bill.metadata.component.version} with ${bill.components.length} packages`);
