// How long the TypeScript compiler takes for a program that reads an error of a large catalog,
// compared with the same program on a bare union of the same codes.
//
//     cargo build --release && (cd codegen/tests/tools && npm ci)
//     node benches/typecheck.mjs                  # 250, 2,000 and 20,000 codes, 5 runs of each
//     node benches/typecheck.mjs 3 20000          # 3 runs, 20,000 codes
//
// The program awaits `parseError`, tests the code once, and then has a `switch` with ten cases. Every figure is the best of
// several whole processes, which alternate with their baseline: `wall` time and `cpu` time of user
// and system together, which says more if other programs are running. For `whole`, `skipLibCheck` is
// off: the compiler then checks every line of the declarations, including the standard library.
//
// Needs GNU time. One code in five has details, of sixteen kinds; all codes have texts and a status.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [runs = 5, ...sizes] = process.argv.slice(2).map(Number);
const errbook = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/errbook");
const tsc = join(root, "codegen/tests/tools/node_modules/typescript/bin/tsc");
const goal = 1.3;

const NOUNS = (
    "account address basket card coupon currency customer invoice item mandate payout price receipt " +
    "refund session voucher"
).split(" ");
const FAULTS = "blocked closed declined expired invalid locked missing rejected stale".split(" ");
const STATUSES = [400, 403, 404, 409, 422, 500, 503];

const CATALOG = `catalog: shop
title: Shop API
codes: { style: snake_case }
docs: { url: "https://docs.example.com/errors/{section}#{code}" }
envelope:
  shape: { error: { code: $code, message: $message, doc_url: $docs_url, details?: $details } }
`;

/** Writes a registry and returns its codes. */
function writeRegistry(folder, count) {
    mkdirSync(join(folder, "shop"), { recursive: true });
    writeFileSync(join(folder, "shop/catalog.yaml"), CATALOG);
    const codes = [];
    for (let section = 0; section < 10; section++) {
        const lines = [`section: Section ${section}`, "errors:"];
        for (let at = (count / 10) * section; at < (count / 10) * (section + 1); at++) {
            const noun = NOUNS[(at / 5) % 16 | 0];
            const fault = FAULTS[at % 9];
            const code = `s${section}_${noun}_${fault}_${at}`;
            codes.push(code);
            lines.push(
                `  ${code}:`,
                `    status: ${STATUSES[at % 7]}`,
                `    description: The request names the ${noun} in a state that no longer admits it.`,
                `    cause: Another call has changed the ${noun} before this one was sent again.`,
                `    resolution: Read the ${noun} again and repeat the request with what it says now.`,
            );
            if (at % 5 === 0) {
                lines.push(`    details:`, `      ${noun}_id: { type: string, description: Names the ${noun}. }`);
            }
        }
        writeFileSync(join(folder, `shop/s${section}.yaml`), `${lines.join("\n")}\n`);
    }
    return codes;
}

const program = (from, codes) => `import { parseError } from "${from}";
export async function handle(response: Response): Promise<string> {
    const error = await parseError(response);
    if (error.code === "${codes[0]}") console.log(error.message);
    switch (error.code) {
${codes.map((code) => `        case "${code}": return error.code;`).join("\n")}
        default: return "other";
    }
}
`;

/** The best wall and processor times of several runs of several programs, in seconds. */
function measure(folder, files, skip) {
    const best = files.map(() => ({ wall: Infinity, cpu: Infinity }));
    const flags = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", "--module", "nodenext"];
    for (let run = 0; run < runs; run++) {
        for (const [index, file] of files.entries()) {
            const times = ["-f", "%e %U %S", process.execPath, tsc, ...flags, "--skipLibCheck", String(skip), file];
            const { status, stdout, stderr } = spawnSync("/usr/bin/time", times, { cwd: folder, encoding: "utf8" });
            if (status !== 0) throw new Error(`${file}: ${stdout}${stderr}`);
            const [wall, user, system] = stderr.trim().split(" ").map(Number);
            best[index].wall = Math.min(best[index].wall, wall);
            best[index].cpu = Math.min(best[index].cpu, user + system);
        }
    }
    return best;
}

console.log(`${"codes".padStart(6)}  declarations   union wall   cpu  package wall   cpu   times wall   cpu`);
for (const count of sizes.length > 0 ? sizes : [250, 2_000, 20_000]) {
    const folder = join(root, "target/tmp/typecheck", String(count));
    rmSync(folder, { recursive: true, force: true });
    const codes = writeRegistry(join(folder, "registry"), count);
    // A project of its own, below that of this repository.
    writeFileSync(join(folder, "errbook.toml"), "");
    execFileSync(errbook, ["generate", "--target", "typescript", "--out", "out"], { cwd: folder, stdio: "ignore" });
    const { name } = JSON.parse(readFileSync(join(folder, "out/typescript/package.json"), "utf8"));
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(folder, "out/typescript"), join(folder, "node_modules", name));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const union = codes.map((code) => `\n    | "${code}"`).join("");
    const reader = "(response: { readonly status: number }): Promise<{ readonly code: ErrorCode; readonly message: string }>";
    writeFileSync(
        join(folder, "union.d.ts"),
        `export type ErrorCode =${union};\nexport declare function parseError${reader};\n`,
    );
    const some = codes.filter((_, index) => index % (count / 10) === 0);
    writeFileSync(join(folder, "bare.ts"), program("./union.js", some));
    writeFileSync(join(folder, "whole.ts"), program(`${name}/shop`, some));
    for (const skip of [true, false]) {
        const [bare, whole] = measure(folder, ["bare.ts", "whole.ts"], skip);
        const seconds = (value, width) => value.toFixed(2).padStart(width);
        const verdict = whole.cpu <= goal * bare.cpu ? "met" : "missed";
        console.log(
            `${String(count).padStart(6)}  ${(skip ? "skipped" : "whole").padEnd(12)}` +
                `${seconds(bare.wall, 13)}${seconds(bare.cpu, 6)}${seconds(whole.wall, 14)}${seconds(whole.cpu, 6)}` +
                `${seconds(whole.wall / bare.wall, 13)}${seconds(whole.cpu / bare.cpu, 6)}  ${verdict}`,
        );
    }
}
