// What the generated packages cost a program that uses a part of them: the size of the program and how
// long it compiles with the features of the crate, and the size of what esbuild makes of usual imports
// from the npm package.
//
//     npm ci --prefix codegen/tests/tools
//     node benches/packages.mjs                   # this repository's catalog `loop`, 3 runs
//     node benches/packages.mjs 5 curaway         # 5 runs, another catalog
//
// Every program in Rust asks whether an argument is a code. Sizes are those of stripped release builds
// beyond a program without the crate; `crates` is how many others it compiles. Times are the best of
// several builds of the crate and the program with its dependencies built; the sets of features
// alternate, and `times` compares with the first set, so that a busy machine slows both. Bundles are
// minified ES modules, and `times` compares with what a client imports first.
//
// lld drops functions that are not used, but keeps their tables for unwinding (`.gcc_except_table`) if
// nothing else is done about it: about 5 kB with `json`, and nothing in any other section. With GNU ld,
// `lto = "thin"` or `panic = "abort"`, a feature that is not used costs nothing.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [runs = "3", catalog = "loop"] = process.argv.slice(2);
const folder = join(root, "target/tmp/packages");
rmSync(folder, { recursive: true, force: true });

/** Prints a row of a table: a name, and figures of some width. */
function row(name, ...figures) {
    console.log(name.padEnd(44) + figures.map((figure) => String(figure).padStart(10)).join(""));
}

const ratio = (value, base) => (value / base).toFixed(2);

/** The sets of features to compare: whether the defaults are on, and what else is. */
function featureSets() {
    const manifest = readFileSync(join(root, "generated/rust/Cargo.toml"), "utf8");
    const [, features] = manifest.match(/^\[features\]\n(.*?)\n\[/ms);
    const all = [...features.matchAll(/^([\w-]+) = /gm)].map(([, name]) => name).filter((name) => name !== "default");
    return [
        { name: "no features", defaults: false, features: [] },
        { name: "default", defaults: true, features: [] },
        { name: "serde", defaults: true, features: ["serde"] },
        { name: "json", defaults: true, features: ["json"] },
        { name: "http", defaults: true, features: ["http"] },
        { name: "operations, languages", defaults: true, features: ["operations", "languages"] },
        { name: "all features, all catalogs", defaults: true, features: all },
    ];
}

/** Writes a workspace with the crate, a program for each set of features and one without the crate. */
function writeWorkspace(sets) {
    const workspace = join(folder, "rust");
    cpSync(join(root, "generated/rust"), join(workspace, "crate"), { recursive: true });
    const manifest = readFileSync(join(workspace, "crate/Cargo.toml"), "utf8");
    const [, name] = manifest.match(/^name = "(.*)"/m);
    // A catalog whose name is a reserved word has another module.
    const [, module] = readFileSync(join(workspace, "crate/src/lib.rs"), "utf8").match(
        new RegExp(`feature = "${catalog}"\\)\\]\\s*pub mod (\\w+);`),
    );
    const code = `${name.replaceAll("-", "_")}::${module}::ErrorCode`;
    const program = (test) =>
        `fn main() {\n    let text = std::env::args().nth(1).unwrap_or_default();\n    println!("{}", ${test});\n}\n`;
    const write = (at, dependency, test) => {
        const path = join(workspace, `program${at}`);
        mkdirSync(join(path, "src"), { recursive: true });
        const head = `[package]\nname = "program${at}"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n`;
        writeFileSync(join(path, "Cargo.toml"), head + dependency);
        writeFileSync(join(path, "src/main.rs"), program(test));
    };
    write("", "", 'text == "code"');
    for (const [at, { defaults, features }] of sets.entries()) {
        const names = JSON.stringify([...new Set([catalog, ...features])]);
        const rest = `path = "../crate", default-features = ${defaults}, features = ${names}`;
        write(at, `${JSON.stringify(name)} = { ${rest} }\n`, `text.parse::<${code}>().is_ok()`);
    }
    writeFileSync(
        join(workspace, "Cargo.toml"),
        '[workspace]\nresolver = "3"\nmembers = ["crate", "program*"]\n\n[profile.release]\nstrip = true\n',
    );
    return workspace;
}

/** Prints what each set of features costs. */
function rust() {
    const sets = featureSets();
    const workspace = writeWorkspace(sets);
    const env = { ...process.env, CARGO_TARGET_DIR: join(workspace, "target") };
    const cargo = (...args) => execFileSync("cargo", args, { cwd: workspace, env, stdio: ["ignore", "pipe", "pipe"] });
    const build = (at) => cargo("build", "--release", "--quiet", "--package", `program${at}`);
    const size = (at) => statSync(join(workspace, `target/release/program${at}`)).size;
    build("");
    const empty = size("");
    for (const [at, set] of sets.entries()) {
        build(at);
        const tree = cargo("tree", "--package", `program${at}`, "--prefix", "none", "--edges", "normal,build");
        const crates = new Set(tree.toString().trim().split("\n").map((line) => line.replace(/ \(\*\)$/, "")));
        // Itself and the crate are none of the others.
        Object.assign(set, { bytes: size(at) - empty, crates: crates.size - 2, seconds: Infinity });
    }
    for (let run = 0; run < Number(runs); run++) {
        for (const [at, set] of sets.entries()) {
            const now = new Date();
            utimesSync(join(workspace, "crate/src/lib.rs"), now, now);
            const begun = performance.now();
            build(at);
            set.seconds = Math.min(set.seconds, (performance.now() - begun) / 1000);
        }
    }
    row(`features, with the catalog ${catalog}`, "crates", "bytes", "times", "seconds", "times");
    for (const { name, crates, bytes, seconds } of sets) {
        const [base] = sets;
        row(name, crates, bytes, ratio(bytes, base.bytes), seconds.toFixed(2), ratio(seconds, base.seconds));
    }
}

/** Programs that import what is usual, each with its name. */
async function imports(name) {
    const at = (part) => pathToFileURL(join(root, `generated/typescript/lib/${catalog}/${part}.js`)).href;
    const { ErrorCodes, ...constants } = await import(at("codes"));
    const { errors } = await import(at("server"));
    const [constant] = Object.keys(constants);
    const [code] = Object.keys(ErrorCodes);
    const [factory] = Object.keys(errors);
    const from = (part) => JSON.stringify(`${name}/${part}`);
    const client = `export { parseError, isApiError } from ${from(catalog)};\n`;
    const server = `import { errors } from ${from(`${catalog}/server`)};\nexport const make = errors[${JSON.stringify(factory)}];\n`;
    return {
        "parseError, isApiError": client,
        "… and match": `${client}export { match } from ${from(catalog)};\n`,
        "… and withRetry": `${client}export { withRetry } from ${JSON.stringify(name)};\n`,
        "… and metadataOf": `${client}export { metadataOf } from ${from(`${catalog}/metadata`)};\n`,
        "… and bodySchema": `${client}export { bodySchema } from ${from(`${catalog}/schema`)};\n`,
        "… and referenceOf": `${client}export { referenceOf } from ${from(`${catalog}/reference`)};\n`,
        "a constant of a code": `export { ${constant} } from ${from(`${catalog}/codes`)};\n`,
        "the object of all codes": `import { ErrorCodes } from ${from(`${catalog}/codes`)};\nexport const it = ErrorCodes[${JSON.stringify(code)}];\n`,
        "a service: errors": server,
        "… and the handler for Express": `${server}export { errorHandler } from ${from("server/express")};\n`,
        "… and the handler for Hono": `${server}export { errorHandler } from ${from("server/hono")};\n`,
    };
}

/** Prints the sizes of bundles. */
async function typescript() {
    const require = createRequire(join(root, "codegen/tests/tools/package.json"));
    const { buildSync } = require("esbuild");
    const { name } = JSON.parse(readFileSync(join(root, "generated/typescript/package.json"), "utf8"));
    const link = join(folder, "bundles/node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "generated/typescript"), link);
    row(`imports, of the catalog ${catalog}`, "bytes", "times", "gzip", "times");
    let base;
    for (const [title, contents] of Object.entries(await imports(name))) {
        const { outputFiles } = buildSync({
            stdin: { contents, resolveDir: join(folder, "bundles") },
            bundle: true,
            minify: true,
            format: "esm",
            write: false,
        });
        const bytes = outputFiles[0].contents.length;
        const zipped = gzipSync(outputFiles[0].contents, { level: 9 }).length;
        base ??= { bytes, zipped };
        row(title, bytes, ratio(bytes, base.bytes), zipped, ratio(zipped, base.zipped));
    }
}

rust();
console.log();
await typescript();
