// Pictures of each kind of page of a site: `node benches/pages.mjs SITE OUT [CHROMIUM]`.
//
// SITE is what `errbook site --out SITE` makes of this repository's registry. Each page is a picture
// of its first three screens at the width of a desktop and of a phone, for a person to look at.
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [site, out, chromiumPath = "/usr/bin/chromium"] = process.argv.slice(2);
const tools = resolve(import.meta.dirname, "../codegen/tests/tools/package.json");
const { chromium } = createRequire(tools)("playwright-core");

/** The kinds of pages, and one page of each. */
const PAGES = {
  first: "index.html",
  catalog: "loop/index.html",
  "catalog-large": "curaway/index.html",
  "catalog-landing": "medblocks/index.html",
  section: "curaway/mso.html",
  "section-references": "curaway/capability-vocabulary.html",
  "section-tables": "loop/webhooks.html",
  names: "loop/errors/index.html",
  operations: "curaway/operations.html",
  code: "loop/codes/insufficient_scope.html",
  "code-causes": "curaway/codes/TENANT_NOT_FOUND_001.html",
  results: "index.html?q=HTTP+409+conflict",
};

mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
for (const width of [1280, 360]) {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  for (const [name, path] of Object.entries(PAGES)) {
    const [file, query = ""] = path.split("?");
    await page.goto(`${pathToFileURL(join(site, file)).href}?${query}`);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.min(height, 2400) });
    const picture = join(out, `${name}-${width}.png`);
    await page.screenshot({ path: picture });
    await page.setViewportSize({ width, height: 800 });
    console.log(picture);
  }
  await page.close();
}
await browser.close();
