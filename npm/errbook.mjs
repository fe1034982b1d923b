#!/usr/bin/env node
// Runs the command of the package for this system, which npm installs as an optional dependency.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";

/** The exit status of errbook if it cannot run. */
const FAILED = 2;

/** The path of the command. */
function command() {
    const system = `${process.platform}-${process.arch}`;
    const file = process.platform === "win32" ? "errbook.exe" : "errbook";
    try {
        return createRequire(import.meta.url).resolve(`@errbook/${system}/${file}`);
    } catch {
        console.error(
            `error: the package @errbook/${system} is not installed. If npm leaves out optional ` +
                "dependencies, install without `--omit=optional`; if there is no such package, " +
                "build errbook with `cargo install --locked errbook`.",
        );
        process.exit(FAILED);
    }
}

const { error, signal, status } = spawnSync(command(), process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`error: could not run errbook: ${error.message}`);
// As a shell reports it.
process.exitCode = signal ? 128 + constants.signals[signal] : (status ?? FAILED);
