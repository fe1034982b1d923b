// Compares what site generators show with the pages: `node built.mjs TOOLS CASES`, where `CASES` is a
// file with the pages, each with the file that a generator built from it. Prints the differences.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [tools, cases] = process.argv.slice(2);
const { parse } = createRequire(`${tools}/package.json`)("parse5");

const inline = new Set(["a", "code", "em", "strong", "del", "span", "b", "i"]);
// What generators add to a page: links next to headings, language names, buttons.
const added = /(?:^| )(?:header-anchor|hash-link|headerlink|lang|line-numbers-wrapper)(?: |$)/;
const skipped = new Set(["script", "style", "button", "template"]);

const normal = (text) =>
  text
    .replace(/\u200b/g, "")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replaceAll("\u2026", "...")
    .replace(/\s+/g, " ")
    .trim();

const attribute = (node, name) => node.attrs?.find((found) => found.name === name)?.value ?? "";

function find(node, is) {
  if (is(node)) return node;
  for (const child of node.childNodes ?? []) {
    const found = find(child, is);
    if (found) return found;
  }
  return undefined;
}

const content = {
  mdbook: (node) => node.tagName === "main",
  mkdocs: (node) => attribute(node, "role") === "main",
  vitepress: (node) => / vp-doc |^vp-doc /.test(`${attribute(node, "class")} `),
  docusaurus: (node) => / theme-doc-markdown /.test(` ${attribute(node, "class")} `),
};

function read(generator, path) {
  const document = parse(readFileSync(path, "utf8"));
  const main = find(document, content[generator]);
  if (!main) throw new Error(`${path} has no content`);
  const ids = [];
  const walk = (node) => {
    if (node.nodeName === "#text") return node.value;
    if (skipped.has(node.tagName) || added.test(attribute(node, "class"))) return "";
    const id = attribute(node, "id");
    if (id !== "") ids.push(id);
    const text = (node.childNodes ?? []).map(walk).join("");
    return inline.has(node.tagName) ? text : ` ${text} `;
  };
  return { text: normal(walk(main)), ids };
}

const wrong = [];
for (const { generator, page, built, text, ids } of JSON.parse(readFileSync(cases, "utf8"))) {
  const shown = read(generator, built);
  const expected = normal(text);
  if (shown.text !== expected) {
    let at = 0;
    while (shown.text[at] === expected[at]) at += 1;
    const around = (whole) => whole.slice(Math.max(0, at - 60), at + 60);
    wrong.push({ page, shown: around(shown.text), expected: around(expected) });
  }
  wrong.push(...ids.filter((id) => !shown.ids.includes(id)).map((id) => ({ page, lacks: id })));
}
console.log(JSON.stringify(wrong));
