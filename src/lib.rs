//! This repository's registry of error codes, compiled.
