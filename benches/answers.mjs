// How many clicks it takes to answer what readers ask: `node benches/answers.mjs SITE [CHROMIUM]`.
//
// SITE is what `errbook site --out SITE` makes of this repository's registry, by this version of
// errbook or an older one. From the first page of a catalog, links are followed until all parts of an
// answer can be read on a page, and the way with the least effort is printed: a click is as much
// effort as scrolling a screen, which is 1280 by 800 or 360 by 800. A folded list costs a click.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [site, chromiumPath = "/usr/bin/chromium"] = process.argv.slice(2);
const tools = resolve(import.meta.dirname, "../codegen/tests/tools/package.json");
const { chromium } = createRequire(tools)("playwright-core");

/** Each question has a catalog, what the reader asks, and the parts of the answer, which may be worded
 *  in more than one way. */
const QUESTIONS = [
  ["loop", "What do I do about `invalid_client`?", [/invalid_client/, /developer portal/]],
  ["loop", "May I retry `rate_limited`?", [/rate_limited/, /Retry-After/]],
  ["loop", "Which codes have status 401?", [/invalid_client/, /invalid_token/, /unauthenticated/]],
  ["loop", "What is in an error response?", [/error_description/, /error_uri/]],
  ["lms", "What should the frontend do about each code?", [
    /AUTHENTICATION_ERROR/, /(Go|Redirect).*login/, /INTERNAL_ERROR/, /general error|generic/,
  ]],
  ["medblocks", "Why did I get `org_access_denied`?", [/org_access_denied/, /member/]],
  ["medblocks", "Which codes concern the API key?", [
    /missing_api_key/, /expired_api_key/, /quota_exceeded/,
  ]],
  ["curaway", "Why does payment fail with `MSO_PROVIDER_NOT_CONFIGURED_001`, and who mends it?", [
    /MSO_PROVIDER_NOT_CONFIGURED_001/, /STRIPE_SECRET_KEY/, /[Oo]perations/,
  ]],
  ["curaway", "Which codes can a webhook of a payment provider get, and why?", [
    /COMMERCE_WEBHOOK_DISABLED_001/, /cutover/, /COMMERCE_WEBHOOK_HANDLER_FAILED_001/, /downstream/,
  ]],
  ["curaway", "What can `GET /api/v1/patients/{patient_id}/fhir` return?", [
    /FHIR_CASE_ID_REQUIRED_001/, /CASE_WRONG_PATIENT_001/,
  ]],
];

/** What a page shows: its lines, its links with the clicks each takes, and its anchors, with how far down
 *  each is. */
async function read(page, path) {
  await page.goto(pathToFileURL(path).href);
  return page.evaluate(() => {
    const top = (element) => element.getBoundingClientRect().top + scrollY;
    const down = (element) => element.getBoundingClientRect().bottom + scrollY;
    const lines = [...document.querySelectorAll("main :is(h1, h2, p, li, td, dd, dt, pre)")];
    const links = [...document.querySelectorAll("main a[href]")].flatMap((link) => {
      if (link.checkVisibility()) return [[link.href, 1, down(link)]];
      const folded = link.closest("details:not([open])");
      return folded?.checkVisibility() ? [[link.href, 2, down(folded)]] : [];
    });
    const visible = lines.filter((line) => line.checkVisibility());
    const anchors = [...document.querySelectorAll("main [id]")];
    return {
      lines: visible.map((line) => [line.innerText, down(line)]),
      links,
      anchors: Object.fromEntries(anchors.map((anchor) => [`#${anchor.id}`, top(anchor)])),
    };
  });
}

const SCREEN = 800;

/** How far one scrolls from where the screen begins to see what is this far down. */
const scrolled = (from, down) => Math.round(Math.max(0, down - from - SCREEN, from - down));

const effort = ({ clicks, pixels }) => clicks + pixels / SCREEN;

/** How far one scrolls to see every part of an answer; infinite if a part is missing. */
function answered({ lines }, from, parts) {
  const distances = parts.map((part) => {
    const found = lines.filter(([text]) => part.test(text));
    return Math.min(...found.map(([, down]) => scrolled(from, down)));
  });
  return Math.max(...distances);
}

/** The way to an answer with the least effort. */
async function way(pageOf, start, parts) {
  const open = new Map([[start, { clicks: 0, pixels: 0 }]]);
  const seen = new Set();
  let best = { clicks: Infinity, pixels: Infinity };
  while (open.size > 0) {
    const [href, before] = [...open].reduce((a, b) => (effort(b[1]) < effort(a[1]) ? b : a));
    if (effort(before) >= effort(best)) break;
    open.delete(href);
    seen.add(href);
    const { hash, pathname } = new URL(href);
    const page = await pageOf(fileURLToPath(`file://${pathname}`));
    const from = page.anchors[hash] ?? 0;
    const here = { clicks: before.clicks, pixels: before.pixels + answered(page, from, parts) };
    if (here.pixels < Infinity && !(effort(here) >= effort(best))) best = here;
    for (const [to, clicks, down] of page.links) {
      const { protocol, pathname, search } = new URL(to);
      const isPage = protocol === "file:" && pathname.endsWith(".html") && !search;
      if (!isPage || seen.has(to)) continue;
      const pixels = before.pixels + scrolled(from, down);
      const after = { clicks: before.clicks + clicks, pixels };
      const known = open.get(to);
      if (!known || effort(after) < effort(known)) open.set(to, after);
    }
  }
  return best;
}

const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
const columns = [];
for (const width of [1280, 360]) {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const known = new Map();
  const pageOf = async (path) => {
    if (!known.has(path)) known.set(path, await read(page, path));
    return known.get(path);
  };
  const column = [];
  for (const [catalog, , parts] of QUESTIONS) {
    column.push(await way(pageOf, pathToFileURL(resolve(join(site, catalog, "index.html"))).href, parts));
  }
  columns.push(column);
  await page.close();
}
console.log("| catalog | question | clicks | px at 1280 | clicks on a phone | px at 360 |");
console.log("|---|---|--:|--:|--:|--:|");
QUESTIONS.forEach(([catalog, question], at) => {
  const [wide, narrow] = columns.map((column) => column[at]);
  const numbers = [wide.clicks, wide.pixels, narrow.clicks, narrow.pixels];
  // No page has the whole answer.
  const cells = numbers.map((number) => (number < Infinity ? number : "never"));
  console.log(`| ${catalog} | ${question} | ${cells.join(" | ")} |`);
});
await browser.close();
