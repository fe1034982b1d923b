//! The `errbook` command.

fn main() {}
