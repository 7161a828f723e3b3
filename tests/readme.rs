//! What README.md says is true: its excerpts are in the files, its commands print what it shows, its
//! flags exist. That its code compiles is held by `downstream.rs`.

use docwright::limits::Limit;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Stands for lines left out of an excerpt.
const GAP: &str = "…";

#[test]
fn excerpts_are_in_the_files() {
    let readme = readme();
    let page = blocks(&readme, "md").next().expect("README.md shows a page");
    assert_shows(&read("docs-input/resources/useraccount.md"), page);
    let mut code = blocks(&readme, "rust,ignore");
    assert_shows(&read("generated/src/models/user_account.rs"), code.next().unwrap_or_default());
}

/// The first block shows a finding, so a mistake is made before it and mended after it.
#[test]
fn commands_print_what_it_shows() {
    let place = tempfile::tempdir().expect("a temporary folder");
    copy(&root().join("docs-input"), &place.path().join("docs-input"));
    let page = place.path().join("docs-input/resources/message.md");
    let text = std::fs::read_to_string(&page).expect("the page is there");
    let mistaken = text.replace("|isRead|Boolean|", "|isRead|Int32|");
    assert_ne!(text, mistaken);
    std::fs::write(&page, mistaken).expect("files can be written");
    for block in blocks(&readme(), "console") {
        let (command, shown) = block.split_once('\n').unwrap_or((block, ""));
        let args = command.strip_prefix("$ docwright ").expect("it is a command of ours");
        let output = docwright(&args.split(' ').collect::<Vec<_>>(), place.path());
        assert_shows(&output, shown);
        std::fs::write(&page, &text).expect("files can be written");
    }
}

/// The table of limits is that of `src/limits.rs`, row by row.
#[test]
fn limits_are_those_that_hold() {
    let row = |it: &Limit| format!("| {} | {} |\n", thousands(it.most), it.what);
    let rows: String = docwright::limits::ALL.iter().map(row).collect();
    let table = format!("| at most | |\n|---:|---|\n{rows}\n");
    assert!(readme().contains(&table), "README.md should have this table:\n\n{table}");
}

/// The programs that it lists are those that are there.
#[test]
fn programs_are_those_of_the_examples() {
    let mut names: Vec<String> = std::fs::read_dir(root().join("examples/clients/src/bin"))
        .expect("the programs are there")
        .map(|it| it.expect("a file").file_name().to_string_lossy().replace(".rs", ""))
        .collect();
    names.sort();
    let readme = readme();
    let (_, table) = readme.split_once("| program | shows |\n|---|---|\n").expect("it has a table");
    let rows = table.lines().map_while(|row| row.strip_prefix("| `")?.split('`').next());
    let mut listed: Vec<&str> = rows.collect();
    listed.sort_unstable();
    assert_eq!(listed, names);
}

/// A number with commas between its thousands.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[test]
fn every_flag_it_shows_exists() {
    let help: String = ["init", "generate", "check", "diff", "list", "model", "dump"]
        .iter()
        .map(|command| docwright(&[command, "--help"], &root()))
        .collect();
    let readme = readme();
    let commands = readme.split("docwright ").skip(1).filter_map(|rest| rest.lines().next());
    let mut n_flags = 0;
    for flag in commands.flat_map(str::split_whitespace).filter(|word| word.starts_with("--")) {
        let flag = flag.trim_end_matches('`');
        assert!(help.contains(flag), "README.md shows `{flag}`");
        n_flags += 1;
    }
    assert!(n_flags > 2, "README.md shows flags");
}

/// A repository as README.md has it, with docs, settings, and the client that is made of them.
fn repository() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    copy(&root().join("docs-input"), &place.path().join("docs"));
    let readme = readme();
    let settings = blocks(&readme, "toml").find(|it| it.starts_with("docs = "));
    let settings = settings.expect("README.md shows settings");
    std::fs::write(place.path().join("docwright.toml"), settings).expect("files can be written");
    std::fs::create_dir(place.path().join("includes")).expect("a folder");
    let (is_success, _) = shell("git init --quiet && docwright generate", place.path());
    assert!(is_success, "the client can be made");
    place
}

/// The steps of the job are run as the runner would, on clean docs, on docs that a client is not made of, and on docs with a
/// dead link.
#[test]
fn the_job_works_as_pasted() {
    let place = repository();
    let readme = readme();
    let job = blocks(&readme, "yaml").next().expect("README.md shows a job");
    let steps = job.lines().filter_map(|line| line.trim().strip_prefix("- run: "));
    let steps: Vec<&str> = steps.filter(|step| step.starts_with("docwright ")).collect();
    let run = || steps.iter().map(|step| shell(step, place.path())).collect::<Vec<_>>();
    let clean: Vec<bool> = run().into_iter().map(|(is_success, _)| is_success).collect();
    assert_eq!(clean, [true, true]);

    let page = place.path().join("docs/resources/message.md");
    let text = read_from(&page);
    let other = text.replacen("|subject|String|", "|subject|String|What it is about: ", 1);
    assert_ne!(text, other);
    std::fs::write(&page, other).expect("files can be written");
    let (is_success, told) = &run()[0];
    assert!(!is_success && told.contains("`generated` is stale"), "{told}");
    std::fs::write(&page, text).expect("files can be written");

    break_a_link(place.path());
    let (told, uploaded) = (&run()[0], read_from(&place.path().join("docs.sarif")));
    assert!(!told.0 && told.1.starts_with("::error "), "{}", told.1);
    assert!(uploaded.contains("\"ruleId\":\"dead-link\""), "{}", uploaded.len());
}

/// The hook is put where it says, and git asks it.
#[cfg(unix)]
#[test]
fn the_hook_works_as_pasted() {
    use std::os::unix::fs::PermissionsExt;
    let place = repository();
    let git = |command: &str| shell(&format!("git {command}"), place.path());
    let readme = readme();
    let hook = blocks(&readme, "sh").find(|it| it.contains("pre-commit")).expect("there is a hook");
    let path = hook.lines().nth(1).and_then(|it| it.strip_prefix("# ")).expect("it says where");
    let path = place.path().join(path);
    std::fs::write(&path, hook).expect("files can be written");
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&path, executable).expect("files can be made executable");
    let commit = "add . && git -c user.name=a -c user.email=a@b.example commit --quiet -m docs";
    assert!(git(commit).0, "clean docs go in");
    break_a_link(place.path());
    let (is_success, told) = git(commit);
    assert!(!is_success && told.contains("deny[dead-link]"), "{told}");
}

fn break_a_link(place: &Path) {
    let page = place.join("docs/resources/message.md");
    let text = read_from(&page).replacen("(mailfolder.md)", "(mailfolders.md)", 1);
    std::fs::write(page, text).expect("files can be written");
}

/// Runs a line of shell with our command on the path: whether it went well, and what was printed.
fn shell(line: &str, folder: &Path) -> (bool, String) {
    let ours = Path::new(env!("CARGO_BIN_EXE_docwright")).parent().expect("it is in a folder");
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(ours.to_owned()).chain(std::env::split_paths(&inherited));
    let output = Command::new("sh")
        .args(["-ec", line])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(folders).expect("folders without colons"))
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("there is a shell");
    let printed = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&printed).into_owned())
}

/// Asserts that a text holds an excerpt: its parts between gaps, in their order.
fn assert_shows(text: &str, excerpt: &str) {
    let mut rest = text;
    for part in format!("\n{excerpt}").split(&format!("\n{GAP}\n")) {
        let part = part.trim_matches('\n');
        let Some(at) = rest.find(part) else {
            panic!("README.md shows\n\n{part}\n\nwhich is not in\n\n{rest}")
        };
        rest = &rest[at + part.len()..];
    }
}

/// The texts of the blocks fenced with a language.
fn blocks<'t>(text: &'t str, language: &str) -> impl Iterator<Item = &'t str> {
    let open = format!("\n```{language}\n");
    let starts: Vec<usize> = text.match_indices(&open).map(|(at, _)| at + open.len()).collect();
    starts.into_iter().filter_map(|at| text[at..].split("\n```").next())
}

fn docwright(args: &[&str], folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_docwright"))
        .args(args)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the command runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("folders can be made");
    for entry in std::fs::read_dir(from).expect("folders can be listed").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).expect("files can be copied");
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    read_from(&root().join(path))
}

fn read_from(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn readme() -> String {
    read("README.md")
}
