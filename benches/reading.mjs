// How far a reader scrolls on a site: `errbook site --out SITE && node benches/reading.mjs SITE [CHROMIUM]`.
//
// For each catalog, at the width of a desktop and of a phone: how high its start page is, how far down
// the first code is, how high the tables with all codes are together, and how high all of its pages
// are. Heights are in CSS pixels; a screen is 800 of them.
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [site, chromiumPath = "/usr/bin/chromium"] = process.argv.slice(2);
const tools = resolve(import.meta.dirname, "../codegen/tests/tools/package.json");
const { chromium } = createRequire(tools)("playwright-core");

/** Every page below a folder. */
function pages(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return pages(path);
    return name.endsWith(".html") ? [path] : [];
  });
}

const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
console.log("| catalog | width | pages | start page | first code at | tables of codes | all pages |");
console.log("|---|--:|--:|--:|--:|--:|--:|");
for (const name of readdirSync(site).sort()) {
  const folder = join(site, name);
  if (!statSync(folder).isDirectory() || name === "assets") continue;
  for (const width of [1280, 360]) {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const measure = async (path) => {
      await page.goto(pathToFileURL(path).href);
      return page.evaluate(() => {
        const top = (element) => Math.round(element.getBoundingClientRect().top + scrollY);
        // A table of codes has their entries or links to them in its first column.
        const tables = [...document.querySelectorAll("table")].filter((table) => {
          return table.querySelector("tbody td:first-child a code, tbody th a code");
        });
        const heights = tables.map((table) => table.getBoundingClientRect().height);
        return {
          height: document.documentElement.scrollHeight,
          first: tables[0] && top(tables[0].querySelector("tbody tr")),
          tables: Math.round(heights.reduce((sum, height) => sum + height, 0)),
        };
      });
    };
    const all = pages(folder);
    const start = await measure(join(folder, "index.html"));
    let sum = 0;
    for (const path of all) sum += (await measure(path)).height;
    const { height, first, tables } = start;
    console.log(`| ${name} | ${width} | ${all.length} | ${height} | ${first} | ${tables} | ${sum} |`);
    await page.close();
  }
}
await browser.close();
