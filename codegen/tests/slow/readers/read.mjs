// Prints what a YAML 1.2 reader makes of texts: a line of JSON for each, `null` if it refuses the
// text, else a list with the value. Maps keep the order of their keys; what JSON has no number for is
// text that begins with `number `, and half a surrogate pair is U+FFFD.
// Arguments: the folder with the npm tools, then a file with the texts as a JSON list.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [tools, file] = process.argv.slice(2);
const { parse } = createRequire(`${tools}/`)("yaml");

function json(value) {
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  if (value instanceof Map) {
    const name = (key) =>
      JSON.stringify(key !== null && typeof key === "object" ? json(key) : String(key));
    return `{${[...value].map(([key, value]) => `${name(key)}:${json(value)}`).join(",")}}`;
  }
  if (typeof value === "bigint") return `${value}`;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return JSON.stringify(`number ${value}`);
    return Number.isInteger(value) ? value.toExponential() : `${value}`;
  }
  return JSON.stringify(typeof value === "string" ? value.toWellFormed() : value);
}

const options = { version: "1.2", schema: "core", mapAsMap: true, intAsBigInt: true, logLevel: "error" };
for (const text of JSON.parse(readFileSync(file, "utf8"))) {
  let line = "null";
  try {
    line = `[${json(parse(text, options))}]`;
  } catch {}
  console.log(line);
}
