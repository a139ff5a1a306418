//! The format that authors write: `key.yaml`.
