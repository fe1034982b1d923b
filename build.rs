//! Renders the registry into OUT_DIR.

fn main() {}
