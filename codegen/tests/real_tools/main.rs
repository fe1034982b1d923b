//! Generated files, in consumers that are too slow for every test run: code generators, a mock
//! server, site generators, a link checker. And the command, when system calls fail and when its
//! input grows.
//!
//! `cargo test --test real_tools -- --ignored` runs them all. It requires Rust, Node 20, Python 3.11,
//! Java 17, strace and valgrind, and installs everything else from the public registries. What cannot be installed is
//! a failure.

#[path = "../support/mod.rs"]
mod support;

mod api;
mod documents;
#[cfg(target_os = "linux")]
mod faults;
mod growth;
mod links;
#[path = "../markdown/registries.rs"]
#[allow(dead_code, reason = "a part of it serves here")]
mod markdown;
#[path = "../markdown/nasty.rs"]
mod nasty;
mod pages;
mod prism;
mod registries;
mod rust;
mod server;
mod tools;
mod typescript;
