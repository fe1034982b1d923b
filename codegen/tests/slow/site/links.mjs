// Reads the pages of a site: `node links.mjs TOOLS SITE DOCS`, where `DOCS` is a file with the docs
// URLs to follow and where the folder of each is published. Prints what is wrong as JSON.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix } from "node:path";

const [tools, site, docs] = process.argv.slice(2);
const require = createRequire(`${tools}/package.json`);
const { parse } = require("parse5");

/** @returns {{ ids: string[], links: string[], faults: string[] }} */
function read(path) {
  const faults = [];
  const page = { ids: [], links: [], faults };
  const onParseError = ({ code, startLine }) => faults.push(`${code} in line ${startLine}`);
  const walk = (node) => {
    for (const { name, value } of node.attrs ?? []) {
      if (name === "id") page.ids.push(value);
      if (["href", "src", "action"].includes(name)) page.links.push(value);
      if (name === "content" && value.startsWith("0; url=")) page.links.push(value.slice(7));
    }
    for (const child of node.childNodes ?? []) walk(child);
  };
  walk(parse(readFileSync(path, "utf8"), { onParseError }));
  return page;
}

const pages = new Map();
const files = readdirSync(site, { recursive: true }).map((name) => name.replaceAll("\\", "/"));
for (const name of files) {
  // A code can be called `index.html`, and have a folder of its own.
  const isFile = statSync(join(site, name)).isFile();
  if (isFile && name.endsWith(".html")) pages.set(name, read(join(site, name)));
}

const wrong = [];
const address = /^[a-z]+:/;
for (const [name, { ids, links, faults }] of pages) {
  wrong.push(...faults.map((fault) => `${name}: ${fault}`));
  if (new Set(ids).size < ids.length) wrong.push(`${name}: duplicate ids`);
  for (const link of links) {
    if (address.test(link)) continue;
    if (link.startsWith("/")) wrong.push(`${name}: ${link} is not relative`);
    const [path, fragment] = link.split("#");
    const asked = decodeURIComponent(path.split("?")[0]);
    const to = asked === "" ? name : posix.join(posix.dirname(name), asked);
    if (!existsSync(join(site, to))) wrong.push(`${name}: ${link} leads nowhere`);
    else if (fragment && !pages.get(to)?.ids.includes(decodeURIComponent(fragment))) {
      wrong.push(`${name}: ${link} has no anchor`);
    }
  }
}

for (const { url, folder, published, code } of JSON.parse(readFileSync(docs, "utf8"))) {
  const [path, fragment] = url.slice(published.length).split("#");
  // Like every server: the file of that name, or the index of the folder.
  const candidates = [path, posix.join(path, "index.html")].map((name) => posix.join(folder, name));
  const page = candidates.map((name) => pages.get(name)).find(Boolean);
  if (!url.startsWith(published) || !page) wrong.push(`${url} has no page`);
  else if (!page.ids.includes(decodeURIComponent(fragment ?? code))) wrong.push(`${url} has no anchor`);
}

console.log(JSON.stringify({ pages: pages.size, wrong }));
