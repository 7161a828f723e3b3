//! Cargo and the compiler on crates outside of the workspace that tests make. Each is a member of a workspace made for it, in which
//! docwright and the run time stand where they stand in ours, behind links: cargo tells packages apart by their place in a
//! workspace, and so takes what ours has built. Lock file, target folder, profile and the features of what crates depend on are ours
//! as well.
//!
//! `DOWNSTREAM=alone cargo test --test downstream` builds with the features that a user's crate asks for, and no others, and each
//! crate by itself, as crates are built where links can't be made.

#![allow(dead_code, reason = "each suite uses a part of it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The workspace's root, whichever of its packages is tested.
pub(crate) fn root() -> &'static Path {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.find(|it| it.join("Cargo.lock").is_file()).expect("the workspace has a lock file")
}

/// Makes a folder for a crate, empty but for a folder for sources. Its manifest names no workspace.
pub(crate) fn folder(name: &str) -> PathBuf {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What an earlier run left is not part of this one. Links in it are removed, not followed.
    let _ = std::fs::remove_dir_all(&workspace);
    let folder = workspace.join(name);
    std::fs::create_dir_all(folder.join("src")).expect("the target folder can be written");
    folder
}

/// Cargo in a crate's folder, with the registry's `docwright` and `docwright-client` replaced by ours.
pub(crate) fn cargo(folder: &Path) -> Command {
    let target =
        Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target folder");
    let mut cargo = Command::new(env!("CARGO"));
    let is_alone = std::env::var_os("DOWNSTREAM").is_some_and(|it| it == "alone");
    if !is_alone {
        share_features(folder);
    }
    if is_alone || !share_workspace(folder) {
        stand_alone(folder, &mut cargo);
    }
    cargo
        .arg("--offline")
        .env("CARGO_TARGET_DIR", target)
        .env_remove("RUSTFLAGS")
        .current_dir(folder);
    cargo
}

/// Makes a crate a member of a workspace like ours, in the folder above its own. False where that can't be.
fn share_workspace(folder: &Path) -> bool {
    let workspace = folder.parent().expect("the folder stands in another");
    let manifest = workspace.join("Cargo.toml");
    if manifest.is_file() {
        return true;
    }
    if ["src", "client", "benches"]
        .iter()
        .any(|it| link(&root().join(it), &workspace.join(it)).is_err())
    {
        return false;
    }
    let name = folder.file_name().and_then(|it| it.to_str()).expect("a name");
    let text = std::fs::read_to_string(root().join("Cargo.toml")).expect("it is there");
    let of_ours = "members = [\"[cg]*\"]";
    assert!(text.contains(of_ours), "the members stand elsewhere");
    let text = text
        .replace(of_ours, &format!("members = [\"client\", {name:?}]"))
        .replace("[patch.crates-io]\n", "[patch.crates-io]\ndocwright = { path = \".\" }\n");
    // Nobody steps through it, and it is built once.
    let own = format!(
        "\n[profile.dev.package.{}]\ndebug = false\nincremental = false\n",
        package(&std::fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest"))
    );
    std::fs::write(manifest, text + &own).expect("the target folder can be written");
    copy_lock(workspace);
    true
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

fn copy_lock(folder: &Path) {
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the target folder can be written");
}

/// The name of a manifest's package.
fn package(manifest: &str) -> &str {
    let (_, rest) = manifest.split_once("name = \"").expect("a package has a name");
    rest.split('"').next().unwrap_or_default()
}

/// Makes a crate one of no workspace.
fn stand_alone(folder: &Path, cargo: &mut Command) {
    let path = folder.join("Cargo.toml");
    let text = std::fs::read_to_string(&path).expect("a manifest");
    if !text.contains("\n[workspace]\n") {
        // Cargo tells these apart by name and version alone, and takes the one for the other.
        let bytes = folder.as_os_str().as_encoded_bytes();
        let n = bytes.iter().fold(0_u32, |n, byte| (n * 31 + u32::from(*byte)) % 100_000);
        let text = text.replacen("version = \"0.1.0\"", &format!("version = \"0.2.{n}\""), 1);
        std::fs::write(&path, text + "\n[workspace]\n").expect("the target folder can be written");
        copy_lock(folder);
    }
    for (name, path) in [("docwright-client", root().join("client")), ("docwright", root().into())]
    {
        let patch = format!("patch.crates-io.{name}.path={:?}", path.to_string_lossy());
        cargo.args(["--config", &patch]);
    }
    cargo
        // What needs a crate that is built otherwise would be built again.
        .args(settings_of_crates().into_iter().flat_map(|it| ["--config".to_owned(), it]))
        // What the workspace's dependencies are built with; and these crates are built once.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0");
}

/// What the workspace's profile says of crates, as settings of cargo.
fn settings_of_crates() -> Vec<String> {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("it is there");
    let (_, rest) = manifest.split_once("[profile.dev.package]\n").expect("it tells of crates");
    let lines = rest.lines().take_while(|line| !line.is_empty());
    let setting = |line: &str| {
        let (name, rest) = line.split_once(" = { ").expect("a crate and a setting of it");
        format!("profile.dev.package.{name}.{}", rest.trim_end_matches(" }").replace(" = ", "="))
    };
    lines.map(setting).collect()
}

/// Gives a crate all that docwright, and the tests of it and of the run time, depend on: cargo builds a dependency anew when fewer
/// of its features are asked for, and with it what needs it.
fn share_features(folder: &Path) {
    let path = folder.join("Cargo.toml");
    let mut text = std::fs::read_to_string(&path).expect("a manifest");
    if text.contains("all()") {
        return;
    }
    let mut tables = vec!["docwright-client = \"0.1\"\ndocwright = \"0.1\"\n".to_owned()];
    for (manifest, kind) in [
        ("Cargo.toml", "\n[dependencies]\n"),
        ("Cargo.toml", "dev-dependencies]\n"),
        ("client/Cargo.toml", "dev-dependencies]\n"),
    ] {
        let manifest = std::fs::read_to_string(root().join(manifest)).expect("it is there");
        let rests = manifest.split(kind).skip(1);
        // Those that are optional come by default.
        let table = |rest: &str| {
            rest.split("\n[").next().unwrap_or_default().replace(", optional = true", "") + "\n"
        };
        tables.extend(rests.map(table));
    }
    let kinds: &[&str] = if folder.join("build.rs").exists() { &["", "build-"] } else { &[""] };
    // What always holds, said otherwise for each table: one name may stand in many.
    let mut holds = "all()".to_owned();
    for table in &tables {
        for kind in kinds {
            text.push_str(&format!("\n[target.'cfg({holds})'.{kind}dependencies]\n{table}"));
        }
        holds = format!("all({holds})");
    }
    std::fs::write(&path, text).expect("the target folder can be written");
}

/// The compiler on a file whose one dependency is the run time: it checks and writes no code. `cargo check` of the same begins
/// with all dependencies, which are built already, and not checked.
pub(crate) fn check(folder: &Path) -> Command {
    let mut rustc = with_client("rustc", folder);
    rustc.args(["--emit", "metadata", "--out-dir"]).arg(folder);
    rustc
}

/// `rustc` or `rustdoc` on a crate whose one dependency is the run time.
pub(crate) fn with_client(tool: &str, folder: &Path) -> Command {
    let client = client();
    let dependencies = client.parent().expect("a library stands in a folder");
    let tool = format!("{tool}{}", std::env::consts::EXE_SUFFIX);
    let mut command = Command::new(Path::new(env!("CARGO")).with_file_name(tool));
    command
        .args(["--edition", "2024", "--check-cfg", "cfg(docsrs,test)"])
        .args(["--check-cfg", "cfg(feature, values())"])
        .arg("--extern")
        .arg(format!("docwright_client={}", client.display()))
        .arg("-L")
        .arg(format!("dependency={}", dependencies.display()))
        .current_dir(folder);
    command
}

/// The library of the run time as a crate gets it that needs nothing else.
fn client() -> &'static Path {
    static CLIENT: OnceLock<PathBuf> = OnceLock::new();
    CLIENT.get_or_init(|| {
        let folder = folder(concat!("run-time-of-", env!("CARGO_CRATE_NAME")));
        let manifest = "[package]\nname = \"run-time\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
            [dependencies]\ndocwright-client = \"0.1\"\n";
        std::fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        std::fs::write(folder.join("src/lib.rs"), "").expect("a file");
        let mut build = cargo(&folder);
        build.args(["build", "--quiet", "--message-format", "json"]).stderr(Stdio::inherit());
        let built = build.output();
        let built =
            String::from_utf8(built.expect("cargo runs").stdout).expect("cargo writes JSON");
        let file = |line: &str| {
            let told: serde_json::Value = serde_json::from_str(line).ok()?;
            let is_client = told["target"]["name"] == "docwright_client";
            let files = told["filenames"].as_array().filter(|_| is_client)?;
            files
                .iter()
                .filter_map(|it| it.as_str())
                .find(|it| it.ends_with(".rlib"))
                .map(PathBuf::from)
        };
        built.lines().find_map(file).expect("cargo says where the library is")
    })
}
