//! The tests that need nothing but Rust and Git, and take seconds.

#[path = "../support/mod.rs"]
mod support;

mod architecture;
mod characters;
#[cfg(unix)]
mod checkouts;
mod cli;
mod edit;
mod facts;
mod failing_target;
mod findings;
mod json;
mod layout;
mod lints;
mod lookup;
mod markdown;
mod output;
#[cfg(unix)]
mod printed;
mod publish;
mod readme;
mod report;
mod rules;
mod supply;
mod ui;
