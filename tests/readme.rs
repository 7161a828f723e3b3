//! What README.md says is true: its rule table is current, its commands exist.

use std::path::Path;

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    std::fs::read_to_string(path).expect("there is a README.md")
}

#[test]
fn the_rule_table_is_current() {
    let mut table = String::from("| rule | level | finds |\n|:--|:--|:--|\n");
    for rule in docwright::rules::rules() {
        table += &format!("| `{}` | {} | {} |\n", rule.name, rule.level.as_str(), rule.summary);
    }
    assert!(readme().contains(&table), "README.md should have\n\n{table}");
}

#[test]
fn every_flag_it_shows_exists() {
    let help: String = ["generate", "check", "model", "dump"]
        .iter()
        .map(|command| {
            let output = std::process::Command::new(env!("CARGO_BIN_EXE_docwright"))
                .args([command, "--help"])
                .output()
                .expect("the command runs");
            String::from_utf8_lossy(&output.stdout).into_owned()
        })
        .collect();
    let readme = readme();
    let lines = readme.lines().filter(|line| line.trim_start().starts_with("docwright "));
    for flag in lines.flat_map(str::split_whitespace).filter(|word| word.starts_with("--")) {
        assert!(help.contains(flag), "README.md shows `{flag}`");
    }
}
