//! The Markdown target, from registry text to what a reader sees.

mod reader;
mod texts;
