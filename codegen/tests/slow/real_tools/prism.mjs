// Requests each case in `cases.json` from a mock server and reads the response with the generated
// package. Prints what differs from what is expected.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

const { address, package: name, cases } = JSON.parse(readFileSync("cases.json", "utf8"));
const { parseError } = await import(name);

const wrong = [];
for (const expected of cases) {
  const { path, status, example, ...rest } = expected;
  const prefer = [`code=${status}`, ...(example === null ? [] : [`example=${example}`])];
  const response = await fetch(`${address}/${path}`, {
    headers: { Prefer: prefer.join(", ") },
    redirect: "manual",
  });
  const error = await parseError(response);
  const read = {
    status: error.status,
    code: error.code,
    message: rest.message === null ? null : error.message,
    details: Object.fromEntries(Object.keys(rest.details).map((key) => [key, error.details[key]])),
  };
  if (!isDeepStrictEqual(read, { status, ...rest })) wrong.push({ expected, read, body: error.body });
}
console.log(JSON.stringify(wrong));
