//! Generated files, in consumers that are too slow for every test run: code generators, a mock
//! server, site generators, a link checker.
//!
//! `cargo test --test real_tools -- --ignored` runs them all. It requires Rust, Node 20, Python 3.11
//! and Java 17 and installs everything else from the public registries. What cannot be installed is
//! a failure.

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
