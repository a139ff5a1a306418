//! The format that authors write. Being built.
