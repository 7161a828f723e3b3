//! Which `docwright.toml` counts, and what is compared and written because of it.

#[path = "settings/derives.rs"]
mod derives;
#[path = "settings/options.rs"]
mod options;
#[path = "cli/place.rs"]
mod place;
#[path = "schemas/mod.rs"]
mod schemas;

use place::{DOOR, place, run, write};
use schemas::Schema;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A repository with docs in `docs` and these settings at its root.
fn repository(settings: &str) -> TempDir {
    place(&[
        (".git/HEAD", ""),
        ("docs/resources/door.md", DOOR),
        ("docwright.toml", settings),
        ("src/deep/down/mod.rs", ""),
    ])
}

/// What a command says in a folder of the place.
fn run_in(place: &TempDir, folder: &str, args: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    let output = command.current_dir(place.path().join(folder)).args(args).output();
    let output = output.expect("the command runs");
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

fn last_line(place: &TempDir, folder: &str, args: &[&str]) -> String {
    run_in(place, folder, args).1.lines().last().unwrap_or_default().to_owned()
}

const SHOP: &str = "docs = 'docs'\nout = 'client'\nname = 'shop'\n";

#[test]
fn check_alone_is_right_anywhere_in_the_repository() {
    let place = repository(SHOP);
    assert!(run_in(&place, "src/deep/down", &["generate"]).0);
    assert!(place.path().join("client/src/models/door.rs").is_file());
    let manifest = std::fs::read_to_string(place.path().join("client/Cargo.toml")).expect("a file");
    assert!(manifest.contains("name = \"shop\""), "{manifest}");
    let folders = [("", ""), ("src", "../"), ("src/deep/down", "../../../"), ("docs", "../")];
    for (folder, up) in folders {
        let clean = format!("clean: nothing at deny level, and `{up}client` is current");
        assert_eq!(last_line(&place, folder, &["check"]), clean);
    }
    write(&place, "docs/resources/door.md", &DOOR.replace("width", "height"));
    for (folder, up) in folders {
        let (is_clean, told) = run_in(&place, folder, &["check"]);
        let stale = format!("failed: `{up}client` is stale, run `docwright generate`");
        assert!(!is_clean && told.ends_with(&format!("{stale}\n")), "{told}");
    }
    for docs in ["docs", "../docs/.", "./docs"] {
        let folder = if docs.starts_with("..") { "src" } else { "" };
        assert!(!run_in(&place, folder, &["check", docs]).0, "{docs}");
    }
}

#[test]
fn a_stale_client_of_these_docs_is_found_without_settings() {
    let place = place(&[("docs/resources/door.md", DOOR), ("other/door.md", DOOR)]);
    run(&place, &["generate", "docs", "--name", "docs"]);
    assert!(run_in(&place, "", &["check", "docs"]).0);
    write(&place, "docs/resources/door.md", &DOOR.replace("width", "height"));
    assert!(!run_in(&place, "", &["check", "docs"]).0);
    let other = last_line(&place, "", &["check", "other"]);
    let passed = "`generated`, which was not made of these docs, was not compared";
    assert!(other.contains(passed), "{other}");
}

#[test]
fn a_page_is_told_of_and_all_of_its_docs_are_read() {
    let place = repository(SHOP);
    assert!(run_in(&place, "", &["generate"]).0);
    let page = last_line(&place, "docs/resources", &["check", "door.md"]);
    assert!(page.starts_with("clean: ") && page.contains("is current"), "{page}");
    write(&place, "docs/other.md", "# Other\n\n[x](x.md)\n");
    assert!(run_in(&place, "docs/resources", &["check", "door.md"]).0, "of this page alone");
    assert!(!run_in(&place, "docs", &["check", "resources/door.md", "other.md"]).0);
}

#[test]
fn settings_of_other_docs_say_nothing() {
    let place = repository(&format!("{SHOP}deny = ['dead-link']\nwarn = ['missing-include']\n"));
    write(&place, "other/page.md", &format!("{DOOR}\n[x](x.md)\n"));
    let (is_clean, told) = run_in(&place, "", &["check", "other", "--warn", "dead-link"]);
    assert!(is_clean && !told.contains("client"), "{told}");
    let (_, told) = run_in(&place, "", &["generate", "other", "--out", "made"]);
    assert!(told.contains("written"), "{told}");
    let manifest = std::fs::read_to_string(place.path().join("made/Cargo.toml")).expect("a file");
    assert!(manifest.contains("name = \"other\""), "{manifest}");
}

#[test]
fn what_stands_beside_the_docs_gives_way_to_what_names_them() {
    let place = repository(&format!("{SHOP}deny = ['dead-link']\n"));
    let own = "levels = { dead-link = 'allow', missing-include = 'allow' }\nname = 'own'\n";
    write(&place, "docs/docwright.toml", own);
    write(&place, "docs/page.md", "# Page\n\n[x](x.md)\n\n[!INCLUDE [a](a.md)]\n");
    for (folder, args) in
        [("", vec!["check"]), ("", vec!["check", "docs"]), ("docs", vec!["check"])]
    {
        let (_, told) = run_in(&place, folder, &[&args[..], &["--format", "short"]].concat());
        assert!(told.contains("deny[dead-link]"), "{folder} {args:?}: {told}");
        assert!(!told.contains("missing-include"), "{folder} {args:?}: {told}");
    }
    run(&place, &["generate"]);
    let manifest = std::fs::read_to_string(place.path().join("client/Cargo.toml")).expect("a file");
    assert!(manifest.contains("name = \"shop\""), "{manifest}");
}

#[test]
fn settings_reach_nothing_outside_of_their_repository() {
    for (key, way) in [("docs", "../outside"), ("out", "../outside"), ("out", "../new/client")] {
        let place = place(&[
            ("home/.git/HEAD", ""),
            ("home/docs/door.md", DOOR),
            ("outside/a.md", "# A\n"),
        ]);
        let docs = if key == "docs" { "" } else { "docs = 'docs'\n" };
        write(&place, "home/docwright.toml", &format!("{docs}{key} = '{way}'\n"));
        let (is_done, told) = run_in(&place, "home", &["generate"]);
        assert!(!is_done && told.contains("leads out of the repository"), "{told}");
        assert!(
            !place.path().join("new").exists() && !place.path().join("outside/Cargo.toml").exists()
        );
    }
}

#[test]
fn no_settings_above_the_repository_count() {
    let place = place(&[("home/.git/HEAD", ""), ("home/docs-input/door.md", DOOR)]);
    write(&place, "docwright.toml", "name = 'outer'\n");
    run_in(&place, "home", &["generate"]);
    let manifest = place.path().join("home/generated/Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).expect("a file");
    assert!(manifest.contains("name = \"docs-input\""), "{manifest}");
}

#[test]
fn outside_of_a_repository_the_settings_where_somebody_stands_count_for_docs_below() {
    let place = place(&[("docs/door.md", DOOR), ("docwright.toml", SHOP), ("other/lamp.md", DOOR)]);
    for args in [&["check"][..], &["check", "docs"], &["check", "docs/door.md"]] {
        let told = last_line(&place, "", args);
        assert!(told.contains("run `docwright generate") && told.contains("`client`"), "{told}");
    }
    assert!(run_in(&place, "", &["generate", "docs"]).0);
    let manifest = std::fs::read_to_string(place.path().join("client/Cargo.toml")).expect("a file");
    assert!(manifest.contains("name = \"shop\""), "{manifest}");
    // Neither of other docs nor from further above.
    for (folder, docs) in [("", "other"), ("docs", "."), ("other", "../docs")] {
        let told = last_line(&place, folder, &["check", docs]);
        assert!(!told.contains("client`"), "{folder} {docs}: {told}");
    }
}

#[test]
fn what_is_there_is_not_replaced_by_another_client_unless_told() {
    let files = |place: &TempDir| {
        std::fs::read_to_string(place.path().join("generated/.docwright-files")).expect("a file")
    };
    let place = place(&[
        ("docs/resources/door.md", DOOR),
        ("docs/house.md", &DOOR.replace("door", "house")),
    ]);
    write(&place, "other/lamp.md", &DOOR.replace("door", "lamp"));
    assert!(run_in(&place, "", &["generate", "docs"]).0);
    let before = files(&place);
    for args in [
        &["generate", "other"][..],
        &["generate", "docs/house.md"],
        &["generate", "docs", "--name", "shop"],
        &["generate", "docs", "--dialect", "onedrive"],
    ] {
        let (is_done, told) = run_in(&place, "", args);
        assert!(
            !is_done && told.contains("holds the client of `../docs` by the name `docs`"),
            "{told}"
        );
        assert!(told.contains("`--force`"), "{told}");
        assert_eq!(files(&place), before, "{args:?}");
        let forced = run_in(&place, "", &[args, &["--force"]].concat());
        assert!(forced.0, "{}", forced.1);
        assert!(run_in(&place, "", &["generate", "docs", "--force"]).0);
        assert_eq!(files(&place), before);
    }
}

#[test]
fn nothing_is_written_into_the_docs() {
    let place = place(&[("docs/door.md", DOOR)]);
    for (folder, args) in [
        ("", &["generate", "docs", "--out", "docs"][..]),
        ("", &["generate", "docs", "--out", "docs/client", "--force"]),
        ("", &["generate", "docs/door.md", "--out", "./docs/new/client"]),
        ("docs", &["generate", "."]),
    ] {
        let (is_done, told) = run_in(&place, folder, args);
        assert!(!is_done && told.contains("lies in the docs"), "{told}");
    }
    let n_files = std::fs::read_dir(place.path().join("docs")).expect("a folder").count();
    assert_eq!(n_files, 1);
    assert!(!Path::new("docs/Cargo.toml").exists());
}

#[test]
fn a_build_script_and_the_command_agree_on_the_name() {
    let place = place(&[("shop/door.md", DOOR)]);
    let out = place.path().join("out");
    let lines = docwright::Builder::new(place.path().join("shop")).out(&out).try_emit();
    lines.expect("the docs can be read");
    assert!(out.join("shop.rs").is_file());
    run(&place, &["generate", "shop"]);
    let manifest =
        std::fs::read_to_string(place.path().join("generated/Cargo.toml")).expect("a file");
    assert!(manifest.contains("name = \"shop\""), "{manifest}");
}

/// Mistakes as people make them: each is answered with the file, the line, and what to write.
#[test]
fn mistakes() {
    let mut answers = String::new();
    for mistake in [
        "dialekt = 'graph'",
        "[doc]\nfolder = 'docs'",
        "docs = ['docs']",
        "docs = 'docz'",
        "docs = 'notes.txt'",
        "docs = 'docs'\nout = 'docs/client'",
        "docs = 'docs'\nout = '../elsewhere/client'",
        "docs = 'docs'\nname = 'std'",
        "docs = 'docs'\nemit = ['test']",
        "docs = 'docs'\nemit = 'rust'",
        "include-root = '../includes'",
        "docs = 'docs'\ninclude-root = ['includs']",
        "docs = 'docs'\ninclude-root = ['notes.txt']",
        "docs = 'docs'\nbaseline = 'known.toml'",
        "baseline = '/home/me/known.toml'",
        "dialect = ['graph', 'onedrive']",
        "dialect = 'graph'\ndialect = 'onedrive'",
        "docs = 'docs'\ndialect = 'grpah'",
        "docs = 'docs'\ndialect = 'acme.toml'",
        "docs = 'docs'\ndialect = 'notes.txt'",
        "allow = ['ded-link']",
        "allow = 'dead-link'",
        "deny = ['dead-link']\n\n[levels]\ndead-link = 'warn'",
        "[levels]\ndead-link = 'error'",
        "[paths]\nglob = 'api/*'\nlevels = { dead-link = 'warn' }",
        "docs = 'docs'\n[[paths]]\nglob = 'resource/*'\nlevels = { dead-link = 'warn' }",
        "docs = 'docs'\n[[paths]]\nglob = 'old/**'\nlevels = { dead-link = 'warn' }",
        "[[paths]]\nglob = 'api/[*'\nlevels = {}",
        "base-url = 'api.acme.example/v2'",
        "service-version = 'api/v2'",
        "[service]\nhost = 'api.acme.example'",
        "trusted-root = ['/']",
        "name = acme",
        "include-root = ['a',",
    ] {
        let place = repository(mistake);
        write(&place, "notes.txt", "Notes.\n");
        write(&place, "includes/a.md", "A.\n");
        let (is_done, told) = run_in(&place, "", &["generate"]);
        assert!(!is_done, "{mistake}: {told}");
        let is_of_dialect = told.starts_with("error: notes.txt:1:");
        assert!(told.starts_with("error: docwright.toml:") || is_of_dialect, "{mistake}: {told}");
        answers.push_str(&format!(
            "{mistake}\n{}\n",
            told.replace("error: ", "    error: ").replace("help: ", "    help: ")
        ));
    }
    insta::with_settings!({ snapshot_path => "settings", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("mistakes", answers);
    });
}

/// The schema in the repository, for editors, is what the program reads.
#[test]
fn the_schema_is_current_and_knows_every_key() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/docwright.schema.json");
    let text = std::fs::read_to_string(file).expect("the schema is there");
    let (_, written) = run_in(&place(&[]), "", &["schema"]);
    assert!(
        text == written,
        "write it anew: `cargo run -- schema > editors/docwright.schema.json`"
    );
    let schema = Schema::new(&text);
    let is_valid = |toml: &str| {
        let value: toml::Table = toml.parse().expect("it is TOML");
        schema.is_valid(&serde_json::to_value(value).expect("it is JSON, too"))
    };
    for setting in docwright::config::options::OPTIONS {
        let is_key = setting.is_in(docwright::config::options::Place::File);
        assert_eq!(is_valid(&format!("{} = {}", setting.name, setting.example)), is_key);
        assert!(!is_valid(&format!("{} = 1", setting.name)));
    }
    assert!(is_valid(
        "[docs]\ninclude-roots = ['a']\n[levels]\ndead-link = 'warn'\n[service]\nversion = 'v1'"
    ));
    assert!(is_valid("[[paths]]\nglob = 'api/*'\nlevels = { dead-link = 'allow' }"));
    for wrong in [
        "dialekt = 'graph'",
        "levels.ded-link = 'warn'",
        "[[paths]]\nglob = 'a'",
        "emit = ['test']",
    ] {
        assert!(!is_valid(wrong), "{wrong}");
    }
}

#[test]
fn init_writes_what_check_and_generate_go_by_and_never_over_a_file() {
    let place = place(&[(".git/HEAD", ""), ("vendor/doors/resources/door.md", DOOR)]);
    let told = run(&place, &["init", "vendor/doors"]);
    assert!(
        told.contains("* graph            reads 1 of 1 page (100 %), 1 of 1 table (100 %)"),
        "{told}"
    );
    assert!(run_in(&place, "vendor", &["generate"]).0);
    let manifest =
        std::fs::read_to_string(place.path().join("generated/Cargo.toml")).expect("a file");
    assert!(manifest.contains("name = \"doors\""), "{manifest}");
    assert!(run_in(&place, "vendor/doors/resources", &["check"]).0);
    write(&place, "docwright.toml", "name = 'mine'\n");
    let again = run(&place, &["init", "vendor/doors"]);
    assert!(again.contains("there is a `docwright.toml` already"), "{again}");
    let kept = std::fs::read_to_string(place.path().join("docwright.toml")).expect("a file");
    assert_eq!(kept, "name = 'mine'\n");
    let elsewhere = run(&place, &["init", "--print", "vendor/doors"]);
    assert!(elsewhere.contains("docs = \"vendor/doors\""), "{elsewhere}");
}

#[test]
fn shells_are_told_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (is_done, text) = run_in(&place(&[]), "", &["completions", shell]);
        assert!(is_done && text.contains("include-root") && text.contains("generate"), "{shell}");
    }
}

#[test]
fn an_emitted_crate_gets_its_run_time_from_where_it_is_said() {
    let line = |place: &TempDir, folder: &str| {
        let path = place.path().join(folder).join("Cargo.toml");
        let text = std::fs::read_to_string(path).expect("a manifest");
        let line =
            text.lines().find(|line| line.starts_with("docwright-client")).map(str::to_owned);
        line.unwrap_or_default()
    };
    let place = repository(&format!("{SHOP}runtime = 'path=tools/client'\n"));
    assert!(run_in(&place, "src", &["generate"]).0);
    assert_eq!(
        line(&place, "client"),
        "docwright-client = { path = \"../tools/client\", default-features = false }"
    );
    assert!(run_in(&place, "src", &["check"]).0);
    let git = "git=https://git.example/docwright#0a1b2c";
    assert!(run_in(&place, "", &["generate", "--runtime", git]).0);
    let from_git = "docwright-client = { git = \"https://git.example/docwright\", rev = \"0a1b2c\", \
                    default-features = false }";
    assert_eq!(line(&place, "client"), from_git);
    // A stranger's settings name no code for a crate of one's own.
    let (is_done, told) = run_in(&place, "", &["generate", "docs", "--out", "mine"]);
    assert!(
        !is_done && told.contains("docwright.toml:4:11: `runtime` counts for the `out`"),
        "{told}"
    );
    for wrong in ["path=../../client", "git=https://x.example/\" }", "git=http://x.example", "0.1"]
    {
        write(&place, "docwright.toml", &format!("{SHOP}runtime = '{wrong}'\n"));
        let (is_done, told) = run_in(&place, "", &["generate"]);
        assert!(!is_done && told.starts_with("error: docwright.toml:4:11: "), "{told}");
    }
}
