//! This repository's registry of error codes, compiled.

include!(concat!(env!("OUT_DIR"), "/errbook.rs"));
