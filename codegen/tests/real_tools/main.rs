//! Generated files, put before consumers that are too heavy for each run of the tests: code
//! generators, a mock server, site generators, a link checker.
//!
//! `cargo test --test real_tools -- --ignored` runs them all. It installs what it needs from the
//! public registries: it takes Rust, Node 20, Python 3.11 and Java 17. What cannot be installed
//! fails.

#[path = "../support/mod.rs"]
mod support;

mod api;
mod documents;
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
