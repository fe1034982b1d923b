// Packs errbook for npm: a package with a small script, and for each system a package with the
// command, of which npm installs the one that fits.
//
//     node npm/pack.mjs BINARIES OUT
//
// BINARIES has a folder for each system, such as `linux-x64`, that holds the command.

import { spawnSync } from "node:child_process";
import {
    chmodSync,
    copyFileSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What `process.platform` and `process.arch` call the systems. */
const SYSTEMS = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-arm64", "win32-x64"];

const LICENCES = ["LICENSE-APACHE", "LICENSE-MIT"];

const manifest = readFileSync(join(ROOT, "Cargo.toml"), "utf8");

/** A value of the workspace's manifest, the only place that states it. */
function stated(key) {
    const section = manifest.split("\n[workspace.package]\n")[1].split("\n[")[0];
    const value = section.match(new RegExp(`^${key} = "(.*)"$`, "m"));
    if (!value) throw new Error(`Cargo.toml states no ${key}`);
    return value[1];
}

/** Writes a package and packs it. */
function pack(folder, name, out, { files, ...rest }) {
    mkdirSync(folder);
    for (const [file, from, executable] of files) {
        copyFileSync(from, join(folder, file));
        // What has been uploaded and downloaded may have lost its mode.
        chmodSync(join(folder, file), executable ? 0o755 : 0o644);
    }
    for (const licence of LICENCES) copyFileSync(join(ROOT, licence), join(folder, licence));
    const fields = {
        name,
        version: stated("version"),
        license: stated("license"),
        repository: { type: "git", url: `git+${stated("repository")}.git` },
        ...rest,
        files: [...files.map(([file]) => file), ...LICENCES],
    };
    writeFileSync(join(folder, "package.json"), `${JSON.stringify(fields, null, 2)}\n`);
    const shell = process.platform === "win32";
    const npm = spawnSync("npm", ["pack", "--pack-destination", out], { cwd: folder, shell, stdio: "inherit" });
    if (npm.status !== 0) throw new Error(`npm pack failed in ${folder}`);
}

const [binaries, given] = process.argv.slice(2);
if (!given) throw new Error("usage: node npm/pack.mjs BINARIES OUT");
const systems = readdirSync(binaries).sort();
for (const system of systems) {
    if (!SYSTEMS.includes(system)) throw new Error(`${system} is none of ${SYSTEMS.join(", ")}`);
}
const out = resolve(given);
mkdirSync(out, { recursive: true });
const packages = mkdtempSync(join(tmpdir(), "errbook-npm-"));
for (const system of systems) {
    const [os, cpu] = system.split("-");
    const file = os === "win32" ? "errbook.exe" : "errbook";
    pack(join(packages, system), `@errbook/${system}`, out, {
        description: `The errbook command for ${os} on ${cpu}; install errbook instead`,
        os: [os],
        cpu: [cpu],
        // Package managers that keep packages in archives cannot run a command in one.
        preferUnplugged: true,
        files: [[file, join(binaries, system, file), true]],
    });
}
pack(join(packages, "errbook"), "errbook", out, {
    description: "Compiles a YAML registry of API error codes to Rust, TypeScript, OpenAPI and Markdown",
    keywords: ["api", "codegen", "error-codes", "errors", "openapi"],
    bin: { errbook: "errbook.mjs" },
    engines: { node: ">=20" },
    optionalDependencies: Object.fromEntries(
        systems.map((system) => [`@errbook/${system}`, stated("version")]),
    ),
    files: [
        ["errbook.mjs", join(ROOT, "npm/errbook.mjs"), true],
        ["README.md", join(ROOT, "npm/README.md"), false],
    ],
});
rmSync(packages, { recursive: true });
