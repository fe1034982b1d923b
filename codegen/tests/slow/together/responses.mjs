// Calls addresses of the example service and prints each response as a line of JSON, with its
// contradictions to the OpenAPI document of its API.
//
// Usage: node responses.mjs FOLDER-WITH-NODE_MODULES FOLDER-OF-DOCUMENTS ADDRESS...
//
// The fragment of an address names the response in the document if that is not the code.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [tools, documents, ...addresses] = process.argv.slice(2);
const require = createRequire(`${tools}/`);
const { parse } = require("yaml");
const Ajv = require("ajv/dist/2020").default;

const ajv = new Ajv({ allErrors: true, strict: false });
require("ajv-formats")(ajv);
for (const format of ["int64", "double"]) ajv.addFormat(format, true);

/** Headers that belong to HTTP, which no API documents. */
const ofHttp = ["connection", "content-length", "content-type", "date", "keep-alive"];

const read = new Map();
function documentOf(api) {
    if (!read.has(api)) {
        const document = parse(readFileSync(`${documents}/${api}.openapi-3.1.yaml`, "utf8"));
        read.set(api, document);
        ajv.addSchema(document, api);
    }
    return read.get(api);
}

/** What stands at a reference, and the address of its schema. */
function resolved(api, { $ref }) {
    const steps = $ref.slice(2).split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    return steps.reduce((value, step) => value[step], documentOf(api));
}

function schemaProblems(api, schema, value, what) {
    const validate = "$ref" in schema ? ajv.getSchema(`${api}${schema.$ref}`) : ajv.compile(schema);
    if (validate(value)) return [];
    return [`${what}: ${ajv.errorsText(validate.errors, { dataVar: what })}`];
}

/** What of a response is not as the document has it for the code. */
function problems(api, code, headers, body) {
    const documented = documentOf(api).components.responses[code];
    if (documented === undefined) return ["the document has no response for the code"];
    const found = [];
    const known = new Set(ofHttp);
    for (const [name, reference] of Object.entries(documented.headers ?? {})) {
        known.add(name.toLowerCase());
        const text = headers[name.toLowerCase()];
        if (text === undefined) {
            found.push(`the header ${name} is documented and not sent`);
            continue;
        }
        const { schema } = resolved(api, reference);
        const value = schema.type === "string" ? text : JSON.parse(text);
        found.push(...schemaProblems(api, schema, value, `header ${name}`));
    }
    for (const name of Object.keys(headers)) {
        if (!known.has(name)) found.push(`the header ${name} is sent and not documented`);
    }
    const type = headers["content-type"];
    const content = documented.content?.[type];
    if (content !== undefined) {
        found.push(...schemaProblems(api, content.schema, body, "body"));
    } else if (documented.content !== undefined || body !== "") {
        found.push(`no body of type ${type} is documented`);
    }
    return found;
}

for (const address of addresses) {
    const { pathname, hash } = new URL(address);
    const [, api, code] = pathname.split("/");
    const answer = await fetch(address, { redirect: "manual" });
    const headers = Object.fromEntries(answer.headers);
    const text = await answer.text();
    const isJson = headers["content-type"]?.includes("json");
    const sent = isJson ? JSON.parse(text) : text;
    const openapi = problems(api, hash.slice(1) || code, headers, sent);
    console.log(JSON.stringify({ address, status: answer.status, headers, sent, openapi }));
}
