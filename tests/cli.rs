//! What the command prints and how it ends: one snapshot a case.

use std::path::Path;
use std::process::Command;

/// Runs the command in the tests' folder and shows status, standard output and standard error.
fn run(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_docwright"))
        .args(args)
        .env("NO_COLOR", "1")
        .env_remove("CLICOLOR_FORCE")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"))
        .output()
        .expect("the command runs");
    format!(
        "status {}\n--- stdout\n{}--- stderr\n{}",
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

macro_rules! cases {
    ($($name:ident: $args:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::with_settings!({ snapshot_path => "cli", prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(stringify!($name), run(&$args));
            });
        }
    )*};
}

cases! {
    help: ["--help"];
    help_generate: ["generate", "--help"];
    help_check: ["check", "--help"];
    help_dump: ["dump", "--help"];
    no_command: [];
    unknown_command: ["chek"];
    unknown_flag: ["check", "--fix"];
    missing_folder: ["check", "seed-twni"];
    findings: ["check", "seed-twin"];
    findings_short: ["check", "seed-twin", "--format", "short"];
    findings_quiet: ["check", "odd-tables", "--quiet"];
    clean: ["check", "enum-page"];
    stale: ["check", "enum-page", "--out", "no-such-output"];
    missing_page: ["dump", "--docs", "seed-twin", "--stage", "facts", "usersecurityprofile-post.md"];
    unknown_rule: ["explain", "dead-lnk"];
    explain: ["explain", "dead-link"];
    rules: ["rules"];
}
