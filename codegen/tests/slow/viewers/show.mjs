// Opens an API description in its viewers, and prints for each what it shows and where its links lead.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const [tools, viewers, description] = process.argv.slice(2);
const { chromium } = createRequire(join(tools, "package.json"))("playwright-core");

const swagger = "swagger-ui-dist/swagger-ui-bundle.js";
const redoc = "redoc/bundles/redoc.standalone.js";
const scalar = "scalar-api-reference/dist/browser/standalone.js";
const VIEWERS = {
    swagger: [swagger, `SwaggerUIBundle({ url: "/api.json", dom_id: "#app", docExpansion: "full" })`],
    redoc: [redoc, `Redoc.init("/api.json", { expandResponses: "all" }, document.body.firstChild)`],
    scalar: [scalar, `Scalar.createApiReference("#app", { url: "/api.json" })`],
};

const page = ([bundle, start]) =>
    `<!doctype html><meta charset="utf-8"><body><div id="app"></div>` +
    `<script src="/${bundle}"></script><script>${start}</script>`;

const server = createServer(async (request, response) => {
    const name = request.url.slice(1);
    try {
        const content = VIEWERS[name]
            ? page(VIEWERS[name])
            : await readFile(name === "api.json" ? description : join(viewers, name));
        const type = VIEWERS[name] ? "text/html" : name.endsWith(".js") ? "text/javascript" : "application/json";
        response.setHeader("Content-Type", type);
        response.end(content);
    } catch {
        response.statusCode = 404;
        response.end();
    }
});
await new Promise((resolve) => server.listen(0, resolve));

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
});
const shown = {};
for (const name of Object.keys(VIEWERS)) {
    const tab = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await tab.goto(`http://localhost:${server.address().port}/${name}`);
    await tab.waitForFunction(() => document.body.innerText.includes("Places an order"));
    await tab.waitForFunction(() => document.body.innerText.includes("item_sold_out"));
    shown[name] = await tab.evaluate(() => ({
        text: document.body.innerText.replace(/\s+/g, " "),
        links: [...document.querySelectorAll("a[href]")].map((link) => link.href),
    }));
    await tab.close();
}
await browser.close();
server.close();
console.log(JSON.stringify(shown));
