//! Prints the schema of a type that has the body of an error.

use api_errors::shop::Envelope;
use schemars::{JsonSchema, schema_for};

/// A job of a queue.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "only its schema is used")]
struct Job {
    /// Why it failed.
    failed: Option<Envelope>,
}

fn main() {
    println!("{}", schema_for!(Job).as_value());
}
