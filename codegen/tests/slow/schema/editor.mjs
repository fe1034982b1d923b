// Opens files in yaml-language-server like an editor and prints its answers as JSON.
//
// usage: editor.mjs ROOT REQUESTS.json
//
// Each request is { file, text?, complete?: { line, character }, hover?: { line, character } };
// each answer is { file, diagnostics, labels, hover }.
import { readFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [tools, root, requests] = process.argv.slice(2);
const require = createRequire(join(resolve(tools), "package.json"));
const rpc = require("vscode-jsonrpc/node");

const server = spawn(process.execPath, [
  require.resolve("yaml-language-server/bin/yaml-language-server"),
  "--stdio",
]);
// Without it, requests would wait forever for an answer.
server.on("exit", (code, signal) => {
  console.error(`the language server ended: ${code ?? signal}`);
  process.exit(1);
});
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin),
);
const waiting = new Map();
connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
  waiting.get(uri)?.(diagnostics);
});
connection.onRequest("workspace/configuration", ({ items }) =>
  items.map(() => ({ validate: true, completion: true, hover: true, schemaStore: { enable: false } })),
);
connection.onRequest("client/registerCapability", () => null);
connection.listen();

await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: pathToFileURL(resolve(root)).href,
  capabilities: { workspace: { configuration: true }, textDocument: { completion: {}, hover: {} } },
});
await connection.sendNotification("initialized", {});

const answers = [];
for (const request of JSON.parse(readFileSync(requests, "utf8"))) {
  const path = resolve(root, request.file);
  const uri = pathToFileURL(path).href;
  const text = request.text ?? readFileSync(path, "utf8");
  const diagnosed = new Promise((resolve) => waiting.set(uri, resolve));
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text },
  });
  const diagnostics = await diagnosed;
  const at = (position) => ({ textDocument: { uri }, position });
  const completion =
    request.complete && (await connection.sendRequest("textDocument/completion", at(request.complete)));
  const hover = request.hover && (await connection.sendRequest("textDocument/hover", at(request.hover)));
  await connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  answers.push({
    file: request.file,
    diagnostics: diagnostics.map((found) => `${found.range.start.line + 1}: ${found.message}`),
    labels: (completion?.items ?? []).map((item) => item.label),
    hover: hover?.contents?.value ?? "",
  });
}
// The server is shut down as the protocol says, so that it does not exit in the middle of a message:
// we would wait forever for the rest of it.
server.removeAllListeners("exit");
await connection.sendRequest("shutdown");
const ended = new Promise((resolve) => server.on("exit", resolve));
await connection.sendNotification("exit");
await ended;
connection.dispose();
console.log(JSON.stringify(answers));
