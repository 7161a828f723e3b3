//! Builds a candidate in several ways and takes down what it costs.

use crate::candidate::Candidate;
use crate::emit::{emit_library, emit_manifest, emit_program};
use crate::schema::Schema;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

pub(crate) const HEADER: &str = "\
| form | check | build | release | 2-type program | 300-type program | read 1,000 items | write |\n\
|---|---|---|---|---|---|---|---|";

#[derive(Default)]
pub(crate) struct Figures {
    check: Cost,
    build: Cost,
    release: Cost,
    programs: [(Cost, u64); 2],
    nanoseconds: [u64; 2],
}

#[derive(Default)]
struct Cost {
    cpu_seconds: f64,
    peak_megabytes: f64,
}

impl Cost {
    fn text(&self) -> String {
        format!("{:.1} s, {:.2} GB", self.cpu_seconds, self.peak_megabytes / 1e3)
    }
}

impl Figures {
    pub(crate) fn row(&self, candidate: &Candidate) -> String {
        let program = |(cost, size): &(Cost, u64)| {
            format!("{:.1} s, {:.0} KB", cost.cpu_seconds, *size as f64 / 1e3)
        };
        let milliseconds = |it: u64| format!("{:.1} ms", it as f64 / 1e6);
        let [two, many] = &self.programs;
        let cells = [
            candidate.name.to_owned(),
            self.check.text(),
            self.build.text(),
            self.release.text(),
            program(two),
            program(many),
            milliseconds(self.nanoseconds[0]),
            milliseconds(self.nanoseconds[1]),
        ];
        format!("| {} |", cells.join(" | "))
    }
}

pub(crate) fn measure(
    candidate: &Candidate,
    schema: &Schema,
    work: &Path,
    page: &Path,
) -> Result<Figures, Box<dyn Error>> {
    let name: String = candidate.name.chars().filter(char::is_ascii_alphanumeric).collect();
    let root = work.join(&name[..name.len().min(20)]);
    let library = root.join("library");
    let step = (schema.structs.len() / 298).max(1);
    let mut many = schema.two.to_vec();
    many.extend(
        (0..schema.structs.len()).step_by(step).filter(|it| !schema.two.contains(it)).take(298),
    );
    let programs = [("two", schema.two.to_vec()), ("many", many)];

    // Everything once without the types, so that only they are measured.
    write_crate(&library, &emit_manifest("candidate", candidate.dependencies), "lib.rs", "")?;
    for (name, _) in &programs {
        let dependency = "candidate = { path = \"../library\" }\n";
        write_crate(
            &root.join(name),
            &emit_manifest(name, dependency),
            "main.rs",
            "fn main() {}\n",
        )?;
    }
    for arguments in [&["check"][..], &["build"], &["build", "--release"]] {
        cargo(&library, arguments)?;
    }
    for (name, _) in &programs {
        cargo(&root.join(name), &["build", "--release"])?;
    }

    let mut figures = Figures::default();
    let text = emit_library(candidate, schema);
    let steps = [
        (&mut figures.check, &["check"][..]),
        (&mut figures.build, &["build"]),
        (&mut figures.release, &["build", "--release"]),
    ];
    for (cost, arguments) in steps {
        fs::write(library.join("src/lib.rs"), &text)?;
        *cost = cargo(&library, arguments)?;
    }
    for ((name, types), (cost, size)) in programs.iter().zip(&mut figures.programs) {
        let directory = root.join(name);
        // Built once for the library's sake, then only the program is new.
        cargo(&directory, &["build", "--release"])?;
        fs::write(directory.join("src/main.rs"), emit_program(types))?;
        *cost = cargo(&directory, &["build", "--release"])?;
        *size = fs::metadata(root.join("target/release").join(name))?.len();
    }
    let program = root.join("target/release/two");
    let output = String::from_utf8(Command::new(program).arg(page).output()?.stdout)?;
    let mut times = output.split_ascii_whitespace().map(str::parse);
    let (Some(read), Some(write)) = (times.next(), times.next()) else {
        return Err(format!("{}: the page could not be read", candidate.name).into());
    };
    figures.nanoseconds = [read?, write?];
    Ok(figures)
}

/// What an emitted crate costs to compile, without its dependencies, as a row of the table.
pub(crate) fn measure_crate(whole: &Path, work: &Path) -> Result<String, Box<dyn Error>> {
    let library = work.join("whole").join("library");
    copy(&whole.join("src"), &library.join("src"))?;
    let manifest = fs::read_to_string(whole.join("Cargo.toml"))?;
    let client = concat!(env!("CARGO_MANIFEST_DIR"), "/client");
    let patch = format!("\n[patch.crates-io]\ndocwright-client = {{ path = {client:?} }}\n");
    fs::write(library.join("Cargo.toml"), manifest + &patch)?;
    let root = library.join("src/lib.rs");
    let text = fs::read_to_string(&root)?;
    let mut costs = Vec::new();
    for arguments in [&["check"][..], &["build"], &["build", "--release"]] {
        // Everything else once, so that only the crate itself is measured.
        fs::write(&root, "")?;
        cargo(&library, arguments)?;
        fs::write(&root, &text)?;
        costs.push(cargo(&library, arguments)?.text());
    }
    Ok(format!("| the emitted crate, requests and all | {} | | | | |", costs.join(" | ")))
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => drop(fs::copy(entry.path(), target)?),
        }
    }
    Ok(())
}

fn write_crate(directory: &Path, manifest: &str, file: &str, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(directory.join("src"))?;
    fs::write(directory.join("Cargo.toml"), manifest)?;
    fs::write(directory.join("src").join(file), text)
}

/// Runs cargo under GNU time, which knows what all of its children used.
fn cargo(directory: &Path, arguments: &[&str]) -> Result<Cost, Box<dyn Error>> {
    let root = directory.parent().unwrap_or(directory);
    let report = root.join("time.txt");
    let output = Command::new("/usr/bin/time")
        .args(["-q", "-f", "%U %S %M", "-o"])
        .arg(&report)
        .arg("cargo")
        .args(arguments)
        .arg("--quiet")
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .current_dir(directory)
        .output()?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        let errors = errors.lines().take(40).collect::<Vec<_>>().join("\n");
        return Err(format!("cargo {arguments:?} in {}:\n{errors}", directory.display()).into());
    }
    let report = fs::read_to_string(report)?;
    let numbers: Vec<f64> = report.split_ascii_whitespace().flat_map(str::parse).collect();
    let [user, system, kilobytes] = numbers[..] else { return Err("no figures from time".into()) };
    Ok(Cost { cpu_seconds: user + system, peak_megabytes: kilobytes / 1e3 })
}
