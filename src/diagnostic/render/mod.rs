//! How findings look. One file an output format.
