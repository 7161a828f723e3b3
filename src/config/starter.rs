//! A first `docwright.toml`: every key with what it does, those that are settled without a `#` before them.

use super::options::{OPTIONS, Place};

/// How the file begins.
const HEAD: &str = "\
# What docwright is to know about these docs: `docwright check` and `docwright generate` anywhere in this repository go by it.
# Ways begin at the folder of this file. Each key is a flag as well, which goes before it, and a method of `Builder`.
";

/// What no flag can say.
const TABLES: &str = r#"
# Levels of rules, as `allow`, `warn` and `deny` say them, and for some pages only.
# [levels]
# missing-include = "allow"
#
# [[paths]]
# glob = "api/legacy-*"
# levels = { dead-link = "warn" }

# More about the service: other hosts and versions that requests may name.
# [service]
# hosts = ["api.acme.example"]
# other-versions = ["v1", "beta"]
"#;

/// The text of the file that settles these keys.
pub fn starter(settled: &[(&str, String)]) -> String {
    let mut text = HEAD.to_owned();
    let value = |name: &str| settled.iter().find(|(known, _)| *known == name).map(|(_, it)| it);
    let in_file = || OPTIONS.iter().filter(|it| it.is_in(Place::File));
    for (name, value) in settled {
        let does = in_file().find(|it| it.name == *name).map_or("", |it| it.does);
        // What JSON writes as text is text in TOML, too.
        let value = serde_json::Value::from(value.as_str());
        text.push_str(&format!("\n# {does}\n{name} = {value}\n"));
    }
    for setting in in_file().filter(|it| value(it.name).is_none()) {
        text.push_str(&format!("\n# {}\n# {} = {}\n", setting.does, setting.name, setting.example));
    }
    text + TABLES
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn it_can_be_read_as_it_is_and_without_its_signs() {
        let text = starter(&[("docs", "a \"b\"/ü\\c".to_owned())]);
        let file = file::parse("docwright.toml", &text).expect("it can be read");
        assert_eq!(file.one("docs").map(|it| it.way.as_str()), Some("a \"b\"/ü\\c"));
        let is_setting = |line: &&str| line.contains(" = ") || line.starts_with("# [");
        let all: Vec<&str> = text.lines().filter(is_setting).collect();
        let all: String =
            all.iter().map(|line| format!("{}\n", line.trim_start_matches("# "))).collect();
        // One rule can't have the two levels that the examples show.
        let all = all.replace("warn = [\"dead-link\"]", "warn = [\"dead-anchor\"]");
        let file = file::parse("docwright.toml", &all).expect("each line can be read");
        assert_eq!(file.paths.len(), 1);
    }
}
