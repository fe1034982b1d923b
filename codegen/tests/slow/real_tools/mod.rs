//! Generated files, in consumers that are too slow for every test run: code generators, a mock
//! server, site generators, a link checker. And the command, when system calls fail and when its
//! input grows.
//!
//! `cargo test --test slow -- --ignored` runs them all. It requires Rust, Node 20, Python 3.11,
//! Java 17, strace and valgrind, and installs everything else from the public registries. What cannot
//! be installed is a failure.

mod api;
mod documents;
#[cfg(target_os = "linux")]
mod faults;
mod growth;
#[cfg(unix)]
mod hooks;
mod languages;
mod links;
mod pages;
mod prism;
mod registries;
mod rust;
mod server;
pub mod tools;
mod typescript;
