// Prints what readers see of the Markdown files in a folder: the text and the anchors of each, as
// markdown-it (VitePress) and MDX (Docusaurus) show it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { evaluate } from "@mdx-js/mdx";
import { decodeHTML } from "entities";
import MarkdownIt from "markdown-it";
import remarkGfm from "remark-gfm";

const inline = new Set(["a", "code", "em", "strong", "del", "span"]);
const markdown = new MarkdownIt({ html: true, linkify: true });

// What follows a tag or stands between two.
function shownByMarkdownIt(source) {
  const ids = [];
  const text = markdown.render(source).replace(/<\/?([a-z0-9]+)((?:"[^"]*"|[^>"])*)>/g, (_, name, rest) => {
    const id = name === "a" ? /^ id="([^"]*)"/.exec(rest) : null;
    if (id) ids.push(decodeHTML(id[1]));
    return inline.has(name) ? "" : " ";
  });
  return { text: decodeHTML(text), ids };
}

// A runtime that turns elements into what they show.
async function shownByMdx(source) {
  const ids = [];
  const shown = (child) =>
    Array.isArray(child) ? child.map(shown).join("") : child === null || child === undefined ? "" : String(child);
  const jsx = (type, { id, children, ...rest }) => {
    if (typeof type === "function") return type({ children, ...rest });
    if (type === "a" && id) ids.push(id);
    return inline.has(type) ? shown(children) : ` ${shown(children)} `;
  };
  const Fragment = ({ children }) => shown(children);
  const page = await evaluate(source, { Fragment, jsx, jsxs: jsx, remarkPlugins: [remarkGfm] });
  return { text: page.default({}), ids };
}

const folder = argv[2];
const shown = {};
for (const path of readdirSync(folder, { recursive: true }).sort()) {
  if (!path.endsWith(".md")) continue;
  const source = readFileSync(join(folder, path), "utf8");
  shown[path] = { markdownIt: shownByMarkdownIt(source), mdx: await shownByMdx(source) };
}
console.log(JSON.stringify(shown));
