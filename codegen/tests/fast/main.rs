//! The tests that need nothing but Rust and Git, and take seconds.
//!
//! `SNAPSHOTS=overwrite cargo test --test fast` brings expectations up to date; review the difference.
#![allow(clippy::needless_raw_string_hashes, reason = "that is how expectations are written")]

#[path = "../support/mod.rs"]
mod support;

mod add;
mod again;
mod any_name;
mod architecture;
mod baseline;
mod cached;
mod characters;
#[cfg(unix)]
mod checkouts;
mod cli;
#[cfg(unix)]
mod diff;
mod edit;
mod embed;
mod expect;
mod facts;
mod failing_target;
mod families;
mod findings;
mod import;
mod init;
mod json;
mod keys;
mod layout;
mod lints;
mod lookup;
#[cfg(unix)]
mod lsp;
mod manners;
mod markdown;
mod openapi_annotate;
mod openapi_inline;
mod openapi_methods;
mod openapi_split;
mod output;
mod packages;
#[cfg(unix)]
mod printed;
mod publish;
mod readme;
mod recode;
mod report;
mod responses;
mod rules;
mod search;
mod structure;
mod supply;
#[cfg(unix)]
mod terminal;
mod texts;
mod ui;
mod vocabularies;
mod watch;
