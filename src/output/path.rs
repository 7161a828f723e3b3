//! Which paths below the output folder can be written on every system that people use.

/// The longest name of a file or folder, in bytes.
const NAME: usize = 255;
/// The longest path below the output folder, in bytes; with some of the folder's own it is what a system allows.
pub(super) const PATH: usize = 3_500;

/// Names that are devices on Windows, whatever stands behind a dot. Superscripts count as digits there.
const DEVICES: &[&str] = &["aux", "con", "conin$", "conout$", "nul", "prn"];
const NUMBERED: &[&str] = &["com", "lpt"];

/// Why no file can have this path, if so.
pub(super) fn refusal(path: &str) -> Option<&'static str> {
    if path.len() > PATH {
        return Some("is longer than systems allow");
    }
    path.split('/').find_map(refusal_of_name)
}

fn refusal_of_name(name: &str) -> Option<&'static str> {
    if matches!(name, "" | "." | "..") || name.contains(['\\', ':']) {
        return Some("leaves the output folder");
    }
    if name.len() > NAME {
        return Some("has a name longer than systems allow");
    }
    if name.contains(['<', '>', '"', '|', '?', '*']) || name.chars().any(char::is_control) {
        return Some("has a character that no file name may have everywhere");
    }
    if name.ends_with(['.', ' ']) {
        return Some("ends with a dot or a space, which some systems leave away");
    }
    is_device(name).then_some("is the name of a device on some systems")
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ').to_lowercase();
    let is_numbered = |device: &&str| {
        let digit = stem.strip_prefix(*device).unwrap_or_default();
        let mut chars = digit.chars();
        matches!((chars.next(), chars.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED.iter().any(is_numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_refuses() {
        for path in [
            "../a.rs",
            "/a.rs",
            "a//b.rs",
            "c:a.rs",
            "a\\b.rs",
            "src/./a.rs",
            "con",
            "src/AUX.rs",
            "com1.rs",
            "lpt9/a.rs",
            "lpt².tar.gz",
            "nul .rs",
            "src/a./b.rs",
            "a ",
            "a\u{1b}.rs",
            "a?.rs",
        ] {
            assert!(refusal(path).is_some(), "{path}");
        }
        for path in ["src/com_1.rs", "comet.rs", "com10.rs", "console.rs", ".rustfmt.toml", "ä.rs"]
        {
            assert_eq!(refusal(path), None, "{path}");
        }
    }

    #[test]
    fn lengths_at_the_limit_and_one_past_it() {
        assert_eq!(refusal(&"a".repeat(NAME)), None);
        assert!(refusal(&"a".repeat(NAME + 1)).is_some());
        let long = "a/".repeat(PATH / 2 - 1) + "aa";
        assert_eq!((long.len(), refusal(&long)), (PATH, None));
        assert!(refusal(&(long + "a")).is_some());
    }
}
