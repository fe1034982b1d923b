// Bundles a program in the way of a tool as it is set up out of the box, and runs the bundle.
//
// Usage: node bundle.cjs TOOL PROGRAM

const assert = require("node:assert/strict");
const { mkdtempSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const vm = require("node:vm");

const [tool, program] = process.argv.slice(2);
const out = mkdtempSync(join(__dirname, `${tool}-`));
const entry = join(__dirname, program);

const tools = {
    async metro() {
        const Metro = require("metro");
        const config = await Metro.loadConfig({}, { projectRoot: __dirname, reporter: { update() {} } });
        const options = { entry: program, dev: false, minify: true, platform: "ios" };
        return (await Metro.runBuild(config, { ...options, out: join(out, "out.js") })).code;
    },
    async vite() {
        const { build } = await import("vite");
        const lib = { entry, formats: ["iife"], name: "program", fileName: () => "out.js" };
        await build({ root: __dirname, logLevel: "warn", build: { lib, outDir: out } });
        return readFileSync(join(out, "out.js"), "utf8");
    },
    async webpack() {
        const webpack = require("webpack");
        const config = { mode: "production", entry, context: __dirname, output: { path: out, filename: "out.js" } };
        const stats = await new Promise((resolve, reject) =>
            webpack(config, (error, stats) => (error ? reject(error) : resolve(stats))),
        );
        assert.ok(!stats.hasErrors() && !stats.hasWarnings(), stats.toString());
        return readFileSync(join(out, "out.js"), "utf8");
    },
};

(async () => {
    const code = await tools[tool]();
    vm.runInThisContext(code);
    assert.deepEqual(globalThis.seen, [true, true, true]);
    console.log(`${tool} ${program}: ${code.length}`);
    process.exit();
})().catch((error) => {
    console.error(error);
    process.exit(1);
});
