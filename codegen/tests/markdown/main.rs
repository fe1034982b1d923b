//! The Markdown target, from registry text to what a reader sees.

#[path = "../support/mod.rs"]
mod support;

mod hostile;
mod nasty;
mod page;
mod reader;
mod registries;
mod texts;
