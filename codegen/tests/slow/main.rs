//! The tests that run other programs: Cargo, Node, npm's tools, a browser. The first run installs and
//! compiles what they need.

#[path = "../support/mod.rs"]
mod support;

mod accepted;
mod build_script;
mod clients;
mod descriptions;
mod diff;
mod envelopes;
mod frameworks;
mod handling;
mod identity;
mod json;
mod languages;
mod markdown;
mod matrix;
mod modules;
mod openapi;
mod openapi_annotate;
mod packages;
mod readers;
mod real_tools;
mod recipes;
mod registries;
mod release;
mod report;
mod rust;
mod schema;
mod servers;
mod site;
mod together;
mod types;
mod typescript;
mod viewers;
mod wire;
