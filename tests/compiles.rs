//! What is emitted compiles without a warning, whatever the docs call their things and however these refer to each other.

#[path = "cargo/mod.rs"]
mod cargo;
#[path = "compiles/odd_names.rs"]
mod odd_names;

use docwright::config::Config;
use docwright::doc_set::DocSet;
use docwright::emit::rust::{Derive, Derives, RustEmitter, Within};
use docwright::emit::{EmitOptions, Emitter, Layout};
use docwright::limits;
use docwright::model::Model;
use docwright::pipeline::{self, Compilation};
use docwright::select::Selection;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Crates with names at random in the suite. `COMPILES=400` tries as many.
const N_RANDOM: u64 = 8;

/// A crate that includes what is emitted for doc sets, each in a module of its own.
struct Includer {
    folder: PathBuf,
    lib: String,
    n_sets: usize,
}

impl Includer {
    fn new(name: &str) -> Self {
        let folder = cargo::folder(name);
        let lib = "#![deny(warnings)]\npub fn is_send<T: Send + Sync>() {}\n".to_owned();
        Self { folder, lib, n_sets: 0 }
    }

    /// Adds pages by path; `code` stands beside what is included.
    fn add(&mut self, pages: &[(String, String)], code: &str) {
        let module = format!("set{}", self.n_sets);
        self.n_sets += 1;
        let docs = DocSet::from_files(pages.iter().cloned());
        self.emit(&module, &pipeline::compile(&docs, &Config::default()).model, &[], code);
    }

    /// Adds what is chosen of a doc set.
    fn add_chosen(&mut self, compilation: &mut Compilation, include: &[&str], expand: &[&str]) {
        let module = format!("set{}", self.n_sets);
        self.n_sets += 1;
        let owned = |texts: &[&str]| texts.iter().map(|&it| it.to_owned()).collect();
        let (include, expand) = (owned(include), owned(expand));
        let selection = Selection { include, expand, ..Selection::default() };
        compilation.choose(&selection).expect("the docs have all that is named");
        self.emit(&module, &compilation.model, &[], "");
    }

    /// Adds a whole model whose types have more derives.
    fn add_derived(&mut self, model: &Model, derives: &[&str], code: &str) {
        self.n_sets += 1;
        self.emit(&format!("set{}", self.n_sets - 1), model, derives, code);
    }

    fn emit(&mut self, module: &str, model: &Model, derives: &[&str], code: &str) {
        let module = module.to_owned();
        let derive = |text: &&str| Derive { text: (*text).to_owned(), place: None };
        let derives: Vec<Derive> = derives.iter().map(derive).collect();
        let derives = Derives::read(&derives, model, Within::Include).expect("each can be derived");
        let name = module.clone();
        let options = EmitOptions { name, layout: Layout::Include, tests: false, derives };
        for (file, text) in RustEmitter.emit(model, &options).files {
            std::fs::write(self.folder.join("src").join(&file), text).expect("a file");
            let _ = writeln!(self.lib, "pub mod {module} {{ include!({file:?}); {code} }}");
        }
    }

    #[track_caller]
    fn check(self) {
        std::fs::write(self.folder.join("src/lib.rs"), self.lib).expect("a file");
        let mut rustc = cargo::check(&self.folder);
        let output = rustc.args(["--crate-type", "lib", "src/lib.rs"]).output();
        let output = output.expect("the compiler runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Builds the crate with more that it depends on. What the workspace has built already is not built again.
    #[track_caller]
    fn build_with(self, dependencies: &str) {
        let manifest = format!(
            "[package]\nname = \"derived\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             docwright-client = \"0.1\"\n{dependencies}\n"
        );
        std::fs::write(self.folder.join("Cargo.toml"), manifest).expect("a manifest");
        std::fs::write(self.folder.join("src/lib.rs"), self.lib).expect("a file");
        let output = cargo::cargo(&self.folder).args(["build", "--quiet"]).output();
        let output = output.expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

fn resource(name: &str, namespace: &str, rows: &[(String, String)], relationships: bool) -> String {
    let kind = if relationships { "Relationships" } else { "Properties" };
    let rows: String = rows.iter().map(|(name, ty)| format!("|{name}|{ty}|d|\n")).collect();
    format!(
        "# {name} resource type\n\nNamespace: {namespace}\n\nA thing.\n\n## {kind}\n\
         |{kind}|Type|Description|\n|:--|:--|:--|\n{rows}"
    )
}

/// As many types as said, each with a member of each type that `next` names.
fn types(n_types: usize, is_relationship: bool, next: impl Fn(usize) -> Vec<usize>) -> Pages {
    let page = |ty: usize| {
        let row = |(place, to): (usize, usize)| {
            let many = if is_relationship { " collection" } else { "" };
            (format!("p{place}"), format!("[t{to}](t{to}.md){many}"))
        };
        let mut rows: Vec<_> = next(ty).into_iter().enumerate().map(row).collect();
        rows.push(("id".to_owned(), "String".to_owned()));
        let text = resource(&format!("t{ty}"), "microsoft.graph", &rows, is_relationship);
        (format!("resources/t{ty}.md"), text)
    };
    (0..n_types).map(page).collect()
}

type Pages = Vec<(String, String)>;

#[test]
fn types_that_refer_to_each_other_in_rings_and_chains() {
    const N: usize = 200;
    let mut includer = Includer::new("rings");
    let is_send = "pub fn check() { super::is_send::<models::T0>(); }";
    for is_relationship in [false, true] {
        includer.add(&types(N, is_relationship, |ty| vec![(ty + 1) % N]), is_send);
        let chain = |ty| if ty + 1 < N { vec![ty + 1] } else { Vec::new() };
        includer.add(&types(N, is_relationship, chain), is_send);
    }
    // Each type twice as large as the next, and everything through everything.
    let twice = |ty| if ty < 63 { vec![ty + 1, ty + 1] } else { Vec::new() };
    includer.add(&types(64, false, twice), is_send);
    let dense = |ty: usize| (0..6).map(|it| (ty * 7 + it * it * 3 + 1) % 60).collect();
    includer.add(&types(60, false, dense), is_send);
    includer.check();
}

/// A doc set with a name, a namespace, a path, arguments and bases of these sizes.
fn large_pages(sizes: [usize; 6]) -> Pages {
    let [name, parts, segments, characters, arguments, bases] = sizes;
    let name = "n".repeat(name - "p".len()) + "p";
    let namespace = format!("microsoft.graph{}", ".deep".repeat(parts - 2));
    let rows = |name: &str| vec![(name.to_owned(), "String".to_owned())];
    let mut pages = vec![
        ("resources/long.md".to_owned(), resource("long", "microsoft.graph", &rows(&name), false)),
        ("resources/deep.md".to_owned(), resource("deep", &namespace, &rows("id"), false)),
    ];
    for ty in 0..=bases {
        let text = resource(&format!("t{ty}"), "microsoft.graph", &rows(&format!("p{ty}")), false);
        let inherits = format!("Inherits from [t{0}](t{0}.md).", ty.wrapping_sub(1));
        let text = if ty > 0 { text.replace("A thing.", &inherits) } else { text };
        pages.push((format!("resources/t{ty}.md"), text));
    }
    let values = (0..arguments).map(|it| format!("a{it}={{a{it}}}")).collect::<Vec<_>>().join(",");
    let path = "/aWord".repeat(segments);
    let path = format!("{path}{}", "x".repeat(characters - path.len()));
    let lines = format!("GET {path}\nGET /call({values})\nGET /rows?{}", values.replace(',', "&"));
    let operation = format!(
        "# Get it\n\nGet it.\n\n## HTTP request\n```http\n{lines}\n```\n\n## Response\n\
         Returns `200 OK` and a [long](../resources/long.md) object in the response body.\n"
    );
    pages.push(("api/get.md".to_owned(), operation));
    pages
}

/// What is told of being beyond a limit.
fn beyond(pages: &Pages) -> Vec<String> {
    let docs = DocSet::from_files(pages.iter().cloned());
    let found = pipeline::compile(&docs, &Config::default()).diagnostics;
    let found = found.iter().filter(|it| it.rule.name == "beyond-limit");
    found.map(|it| it.headline.clone()).collect()
}

#[test]
fn what_is_as_large_as_may_be_compiles_and_one_more_is_told() {
    let limits = [
        limits::NAME_LETTERS,
        limits::NAMESPACE_PARTS,
        limits::PATH_SEGMENTS,
        limits::PATH_BYTES,
        limits::ARGUMENTS,
        limits::BASES,
    ];
    let sizes = limits.map(|limit| limit.most);
    let largest = large_pages(sizes);
    assert_eq!(beyond(&largest), [""; 0]);
    let mut includer = Includer::new("largest");
    includer.add(&largest, "pub fn check() { super::is_send::<models::Long>(); }");
    includer.check();

    for (place, limit) in limits.iter().enumerate() {
        let mut sizes = sizes;
        sizes[place] += 1;
        let told = beyond(&large_pages(sizes));
        // Two of the lines have arguments.
        let n_told = if *limit == limits::ARGUMENTS { 2 } else { 1 };
        assert_eq!(told, vec![format!("more than {} {}", limit.most, limit.what); n_told]);
    }
}

#[test]
fn things_with_odd_names() {
    let n_sets = std::env::var("COMPILES").ok().and_then(|it| it.parse().ok()).unwrap_or(N_RANDOM);
    let mut includer = Includer::new("odd-names");
    for seed in 0..n_sets {
        includer.add(&odd_names::pages(seed), "");
    }
    includer.check();
}

#[test]
fn what_is_chosen_of_the_sample() {
    let docs = DocSet::read(&Path::new(ROOT).join("docs-input")).expect("the sample is there");
    let mut compilation = pipeline::compile(&docs, &Config::default());
    let mut includer = Includer::new("chosen");
    for include in [
        "/me/messages",
        "POST /me/sendMail",
        "/drives/**",
        "/users/delta",
        "permission:application:User.Read.All",
        "type:entity",
        "type:mailTips",
    ] {
        includer.add_chosen(&mut compilation, &[include], &[]);
    }
    includer.add_chosen(&mut compilation, &["GET /me"], &["user.*"]);
    includer.check();
}

#[test]
fn types_with_more_derives() {
    let mut includer = Includer::new("derived");
    let docs = DocSet::read(&Path::new(ROOT).join("docs-input")).expect("the sample is there");
    let own = "pub use strum::VariantNames as Own;\n";
    includer.lib.push_str(own);
    let derives = [
        "Eq",
        "Hash",
        "enum:* = PartialOrd",
        "enum:* = Ord",
        "enum:* = strum::IntoStaticStr",
        "type:importance = crate::Own",
        "parameters:* = std::cmp::Eq",
    ];
    let code = "pub fn derived() -> &'static str {
        fn is_key<T: Eq + std::hash::Hash>() {}
        is_key::<models::Message>();
        is_key::<parameters::UserSendMail>();
        assert!(models::Importance::Low < models::Importance::High);
        assert!(<models::Importance as strum::VariantNames>::VARIANTS.len() > 3);
        models::BodyType::Html.into()
    }";
    let whole = pipeline::compile(&docs, &Config::default()).model;
    includer.add_derived(&whole, &derives, code);
    includer.build_with(r#"strum = { version = "0.28", features = ["derive"] }"#);
}
