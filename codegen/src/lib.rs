//! errbook compiles one YAML registry of API error codes to Rust, TypeScript, OpenAPI and
//! Markdown.

pub mod example;
pub mod model;
pub mod names;
pub mod output;
pub mod target;
pub mod template;
pub mod text;
