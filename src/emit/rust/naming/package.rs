//! What an emitted crate can't be called.

use super::Name;

/// Crates that every Rust program may see, and what cargo calls its own.
const OF_RUST: &[&str] = &["alloc", "core", "proc-macro", "std", "test"];
/// What the emitted crate needs.
const RUNTIME: &str = "docwright-client";
/// Devices on Windows, where a file of this name can't be made; those with a digit besides.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];
const NUMBERED: &[&str] = &["com", "lpt"];

/// Why no emitted crate can have this name, if so.
pub fn name_refusal(name: &str) -> Option<&'static str> {
    let package = Name::of(name).package();
    let is_numbered = |device: &&str| {
        let digit = package.strip_prefix(*device).unwrap_or_default();
        digit.len() == 1 && digit.starts_with(|c: char| c.is_ascii_digit())
    };
    if package == RUNTIME {
        Some("is the crate that every client depends on")
    } else if OF_RUST.contains(&package.as_str()) {
        Some("is a crate of Rust's own")
    } else if DEVICES.contains(&package.as_str()) || NUMBERED.iter().any(is_numbered) {
        Some("is the name of a device on some systems")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_others_are_refused() {
        for name in ["docwright-client", "DocwrightClient", "std", "proc_macro", "Con", "lpt9"] {
            assert!(name_refusal(name).is_some(), "{name}");
        }
        for name in ["graph", "docwright-clients", "console", "com10", "stdlib", "match"] {
            assert_eq!(name_refusal(name), None, "{name}");
        }
    }
}
