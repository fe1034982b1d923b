// Asks the service of the README.

import assert from "node:assert/strict";

import { app } from "./service.js";

const server = app.listen(0);
await new Promise((resolve) => server.once("listening", resolve));
const { port } = server.address() as { port: number };
const ask = async (path: string) => {
    const answer = await fetch(`http://localhost:${port}${path}`);
    const { error } = (await answer.json()) as { error: unknown };
    return { status: answer.status, retry: answer.headers.get("retry-after"), error };
};
assert.deepEqual(await ask("/biomarkers"), { status: 429, retry: "30", error: "rate_limited" });
assert.deepEqual(await ask("/nowhere"), { status: 404, retry: null, error: "not_found" });
process.exit(0);
