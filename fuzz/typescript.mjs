// Responses that were changed at random, for the generated TypeScript clients: they read or refuse
// each, never throw, and change no prototype.
//
//     node typescript.mjs COUNT [SEED]

import assert from "node:assert/strict";

const names = ["curaway", "lms", "loop", "medblocks"];
const lib = new URL("../generated/typescript/lib/", import.meta.url);
const clients = await Promise.all(names.map((name) => import(new URL(`${name}/index.js`, lib))));

/** Numbers from a seed (mulberry32). */
function numbers(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const tokens = [
  "{", "}", "[", "]", ",", ":", '"', "\\ud83d", "\\", "null", "true", "1e999", "-0", "\ufeff", "\u0000",
  '"__proto__":{"polluted":1},', '"constructor":{"prototype":{"polluted":1}},', '"toString":1,',
  '"code":"__proto__",', '"code":"constructor",', '"error":', "é", "😀", "<html>", "9".repeat(30),
];
const values = [
  "", "0", "1.5", "-1", "99999999999999999999", "Fri, 27 Nov 2026 09:00:00 GMT", "Fri, 99 Foo", "NaN",
  'Bearer realm="a", scope="b \\"c', "Bearer ,,,=", "/cb?error=x&code=y&%=%41%zz", "?__proto__=1&code=a",
  "https://e.com/#code=x", "\u00ff", "=".repeat(500), "application/problem+json",
];

/** The seeds: an error of each kind of code as the client's own tables describe it. */
const seeds = ["{}", "[]", "null", '"x"', '{"error":"x"}', '{"errors":[{"code":"x"},{"code":"y"}]}'];
for (const client of clients) {
  const { ErrorCodes } = await import(new URL(`${names[clients.indexOf(client)]}/codes.js`, lib));
  for (const code of Object.values(ErrorCodes).slice(0, 40)) {
    const details = { retry_after: 3, id: "a", list: [1, null], map: { a: {} } };
    seeds.push(JSON.stringify({ code, message: "m", details }));
    seeds.push(JSON.stringify({ error: { code, message: "m", details, ...details } }));
    seeds.push(JSON.stringify({ error: code, error_description: "m", ...details }));
  }
}

function mutated(seed, below) {
  let text = seed;
  for (let times = below(4); times > 0; times--) {
    const at = below(text.length + 1);
    const until = Math.min(text.length, at + below(9));
    const token = tokens[below(tokens.length)];
    if (below(3) === 0) text = text.slice(0, at) + token + text.slice(at);
    else if (below(2) === 0) text = text.slice(0, at) + token + text.slice(until);
    else text = text.slice(0, at) + text.slice(until);
  }
  if (below(2000) === 0) text = "[".repeat(20000) + text;
  return text;
}

/** Whether a parsed body says a code anywhere: what a client reports must be there. */
function says(value, code) {
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (one === code) return true;
    if (typeof one === "object" && one !== null) left.push(...Object.values(one));
  }
  return false;
}

const parsed = (text) => {
  try {
    return JSON.parse(text.replace(/^\ufeff/u, ""));
  } catch {
    return undefined;
  }
};

/** The longest delay that a client reports. */
const longest = 24 * 24 * 60 * 60 * 1000;

const [count, seed] = [Number(process.argv[2]), Number(process.argv[3] ?? 1)];
const prototypes = [Object, Array, String, Error, Map, Function].map((it) => it.prototype);
const members = () => JSON.stringify(prototypes.map((it) => Reflect.ownKeys(it).map(String)));
const before = members();
for (let number = 0; number < count; number++) {
  const below = numbers(seed * 1_000_003 + number);
  const body = mutated(seeds[below(seeds.length)], below);
  const status = [200, 302, 400, 404, 429, 500, 503, 0, 999][below(9)];
  const header = () => values[below(values.length)];
  const headers = { location: header(), "retry-after": header(), "www-authenticate": header() };
  const whole = parsed(body);
  for (const client of clients) {
    try {
      const sources = [{ status, headers, body }, { status, headers: new Map(Object.entries(headers)), body: whole }];
      for (const source of sources) {
        const error = client.errorFrom(source);
        assert.ok(client.isApiError(error));
        assert.equal(typeof error.message, "string");
        if (error.known) assert.ok(client.isErrorCode(error.code));
        const { code, retryAfterMs } = error;
        assert.ok(code === undefined || typeof code === "string");
        const waits = retryAfterMs ?? 0;
        assert.ok(waits >= 0 && waits <= longest, `waits ${waits}`);
        const redirect = status >= 300 && status < 400;
        if (code !== undefined && !redirect) assert.ok(says(whole, code), `${code} is nowhere`);
        JSON.stringify(error);
        assert.equal(client.matchSome(error, {}, () => 7), 7);
      }
    } catch (cause) {
      throw new Error(`input ${number}: ${JSON.stringify({ status, headers, body: body.slice(0, 2000) })}`, { cause });
    }
  }
  assert.equal({}.polluted, undefined);
  if (number % 1000 === 0) assert.equal(members(), before, `input ${number} changed a prototype`);
}
assert.equal(members(), before);
console.log(count);
