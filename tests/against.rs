//! Docs against a service's own description: one that is made of the sample is silent, each edit to it is told, and
//! hostile ones end in an error with its place.

use docwright::config::Config;
use docwright::corrections;
use docwright::diagnostic::{Diagnostic, Diagnostics};
use docwright::doc_set::DocSet;
use docwright::edm::Kind;
use docwright::limits;
use docwright::model::{ItemType, Model, Type, TypeRef};
use docwright::pipeline;
use docwright::rules::FAMILIES;
use docwright::service::read_csdl;
use docwright::source::{FileId, SourceFile, SourceMap};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Rules on what is reached by requests, which a description of types alone has nothing of.
const OF_REQUESTS: &[&str] = &["request-absent-from-service"];

#[test]
fn the_sample_agrees_with_a_description_made_of_it() {
    let (_, model) = sample(None);
    let told = told(&sample(Some(&describe(&model))).0);
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// What is changed in the description, and the finding that tells it.
const EDITS: &[(&str, &str, &str)] = &[
    (
        r#"<Property Name="subject" Type="Edm.String""#,
        r#"<Property Name="subject" Type="Edm.Int32""#,
        "service-type-mismatch: `subject` is String here and Int32 in the service",
    ),
    (
        r#"<Property Name="subject" Type="Edm.String""#,
        r#"<Property Name="subject" Type="Collection(Edm.String)""#,
        "service-type-mismatch: `subject` is String here and collection of String in the service",
    ),
    (
        r#"<Property Name="subject" Type="Edm.String""#,
        r#"<Property Name="Subject" Type="Edm.String""#,
        "service-case-mismatch: the service writes `Subject`, not `subject`",
    ),
    (
        r#"<Property Name="subject" Type="Edm.String""#,
        r#"<Property Name="subjects" Type="Edm.String""#,
        "property-absent-from-service: the service's `event` has no `subject`",
    ),
    (
        r#"<Property Name="subject" Type="Edm.String""#,
        r#"<NavigationProperty Name="subject" Type="microsoft.graph.user""#,
        "service-navigation-mismatch: `subject` is a property here and a relationship in the service",
    ),
    (
        r#"<Property Name="subject" Type="Edm.String""#,
        r#"<Property Name="mood" Type="Edm.String" /><Property Name="subject" Type="Edm.String""#,
        "undocumented-service-property: the docs of `event` have no property `mood`",
    ),
    (
        r#"<Member Name="low" />"#,
        "",
        "member-absent-from-service: the service's `importance` has no `low`",
    ),
    (
        r#"<Member Name="low" />"#,
        r#"<Member Name="low" /><Member Name="lower" />"#,
        "undocumented-service-member: the docs of `importance` have no member `lower`",
    ),
    (
        r#"<Member Name="low" />"#,
        r#"<Member Name="Low" />"#,
        "service-case-mismatch: the service writes `Low`, not `low`",
    ),
    (
        r#"<Member Name="free" />"#,
        r#"<Member Name="free" Value="7" />"#,
        "service-value-mismatch: `free` is 0 here and 7 in the service",
    ),
    (
        r#"<EnumType Name="importance">"#,
        r#"<EnumType Name="importance" IsFlags="true">"#,
        "service-modifier-mismatch: `importance` has members that combine in the service, and the \
         docs do not say so",
    ),
    (
        r#"<EntityType Name="message" "#,
        r#"<EntityType Name="message" Abstract="true" "#,
        "service-modifier-mismatch: `message` is abstract in the service, and the docs do not say so",
    ),
    (
        r#"<EntityType Name="message" "#,
        r#"<ComplexType Name="letter" /><EntityType Name="message" "#,
        "undocumented-service-type: the docs lack 1 type of `microsoft.graph` that no documented \
         one leads to",
    ),
    (
        r#"<ComplexType Name="recipient""#,
        r#"<ComplexType Name="addressee""#,
        "type-absent-from-service: the service describes no type `recipient`",
    ),
    (
        r#"<EntityType Name="message" "#,
        r#"<Action Name="shred" IsBound="true"><Parameter Name="it" Type="microsoft.graph.message" /></Action><EntityType Name="message" "#,
        "undocumented-service-operation: the docs have no action `shred` of `message`",
    ),
];

#[test]
fn each_edit_to_the_description_is_told_with_both_places() {
    let (_, model) = sample(None);
    let whole = describe(&model);
    for (from, to, wanted) in EDITS {
        assert!(whole.contains(from), "{from} is in\n{whole}");
        let (compiled, _) = sample(Some(&whole.replacen(from, to, 1)));
        let told = told(&compiled);
        assert!(told.iter().any(|it| it == wanted), "{to}: {}", told.join("\n"));
        for finding in compiled.1.iter().filter(|it| is_of_service(it)) {
            let places = std::iter::once(&finding.primary).chain(&finding.secondary);
            let is_there = places.clone().any(|it| it.span.file == compiled.2);
            let is_root = finding.headline.contains("the service has nothing of this name");
            assert!(
                is_there || is_root || finding.headline.contains("no type"),
                "{}",
                finding.headline
            );
        }
    }
}

/// A list that is another one is one mistake, with a place for each member.
#[test]
fn an_enum_of_other_members_is_told_once() {
    let rows: String = (0..10).map(|it| format!("|mood{it}|\n")).collect();
    let page = format!(
        "# Enums\n\nNamespace: microsoft.graph\n\n### mood values\n\n|Member|\n|:---|\n{rows}"
    );
    let mut docs = DocSet::from_files([("enums.md".to_owned(), page)]);
    let text = "<Schema Namespace=\"microsoft.graph\"><EnumType Name=\"mood\"><Member Name=\"mood1\" /></EnumType></Schema>";
    let file = docs.sources.add(SourceFile::new("service.xml", text));
    let service = read_csdl(text, file).expect("it is a description");
    let config = Config { service: Some(Arc::new(service)), ..Config::default() };
    let found = pipeline::compile(&docs, &config).diagnostics;
    let own: Vec<_> = found.iter().filter(|it| is_of_service(it)).collect();
    let [only] = own.as_slice() else { panic!("{} findings", own.len()) };
    assert_eq!(only.headline, "9 of the 10 members of `mood` are not in the service");
    assert_eq!(only.places.len(), 9);
}

/// Edits that no correction is proposed for: a type more or less, an operation more, a number.
const UNCORRECTED: &[&str] = &[
    "undocumented-service-type",
    "type-absent-from-service",
    "undocumented-service-operation",
    "service-value-mismatch",
];

/// What is proposed is taken as it is written: then docs and description say the same, and nothing in it is idle.
#[test]
fn proposed_corrections_make_the_docs_say_what_the_service_says() {
    let (_, model) = sample(None);
    let whole = describe(&model);
    for (from, to, wanted) in EDITS {
        let is_uncorrected = UNCORRECTED.iter().any(|rule| wanted.starts_with(rule));
        let description = whole.replacen(from, to, 1);
        let (mut docs, mut config) = set_up(Some(&description));
        let facts = pipeline::facts(&docs, &config.dialect);
        let proposed = pipeline::proposals(&docs, &config, &facts);
        assert_eq!(proposed.is_empty(), is_uncorrected, "{wanted}");
        let text = corrections::write(&proposed, "docwright check");
        let file = docs.sources.add(SourceFile::new("fix.toml", text.as_str()));
        let read = corrections::read(&docs.sources, file, "fix.toml").expect("it can be read");
        assert_eq!(corrections::write(&read, "docwright check"), text);
        config.corrections = Arc::new(read);
        let compiled = pipeline::compile(&docs, &config);
        let own = compiled.diagnostics.iter().filter(|it| {
            let is_told = is_of_service(it) && !OF_REQUESTS.contains(&it.rule.name);
            is_told || it.rule.name.ends_with("correction")
        });
        let left: Vec<&str> = own.map(|it| it.headline.as_str()).collect();
        assert!(is_uncorrected || left.is_empty(), "{text}\n{left:?}");
        assert!(pipeline::proposals(&docs, &config, &facts).is_empty(), "{text}");
    }
}

#[test]
fn hostile_descriptions_are_errors_at_their_places() {
    let schema = |inside: &str| {
        format!("<Edmx>\n<Schema Namespace=\"a.b\" Alias=\"b\">\n{inside}\n</Schema>\n</Edmx>")
    };
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<Edmx>&b;</Edmx>";
    let chain: String = (0..40)
        .map(|it| format!("<ComplexType Name=\"t{it}\" BaseType=\"a.b.t{}\" />\n", it + 1))
        .collect();
    let at_limit =
        "<x>".repeat(limits::SERVICE_DEPTH.most) + &"</x>".repeat(limits::SERVICE_DEPTH.most);
    let cases: &[(String, &str)] = &[
        (String::new(), "1:1: it describes no service"),
        ("{ \"openapi\": \"3.0.0\" }".to_owned(), "1:1: it describes no service"),
        (at_limit, "1:1: it describes no service"),
        (bomb.to_owned(), "1:1: a description may not declare a document type"),
        ("<x>".repeat(1_000_000), "1:193: more than 64 elements of a service's description"),
        ("<Edmx><Schema".to_owned(), "1:7: it is no XML"),
        ("<Edmx></Schema>".to_owned(), "1:7: it is no XML"),
        ("<Edmx><Schema Namespace=\"a\">".to_owned(), "1:29: the file ends within an element"),
        (schema("<EnumType />"), "3:1: this element has no `Name`"),
        (schema("<EnumType Name=\"&lol;\" />"), "3:1: it is no XML"),
        (schema("<ComplexType Name=\"t\" BaseType=\"b.t\" />"), "3:1: `a.b.t` is its own base"),
        (
            schema(
                "<ComplexType Name=\"t\" BaseType=\"b.u\" />\n<ComplexType Name=\"u\" BaseType=\"b.t\" />",
            ),
            "3:1: `a.b.t` is its own base",
        ),
        (schema(&chain), "3:1: `a.b.t0` derives from more than 16 types"),
    ];
    for (text, wanted) in cases {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("x.xml", text.clone()));
        let error = read_csdl(&sources.file(file).text, file).expect_err(wanted);
        let told = format!("{}: {}", sources.location(error.span), error.message);
        assert!(told.starts_with(&format!("x.xml:{wanted}")), "{told}");
    }
}

/// Wide ones are no errors, and take no longer than they are.
#[test]
fn wide_descriptions_are_read_in_time() {
    let mut wide = String::from("<Edmx><Schema Namespace=\"microsoft.graph\">");
    let attributes: String = (0..20_000).map(|it| format!(" a{it}=\"\"")).collect();
    write!(wide, "<EntityType Name=\"entity\"{attributes} />").expect("a string takes all text");
    for it in 0..20_000 {
        write!(wide, "<EntityType Name=\"t{it}\" BaseType=\"microsoft.graph.entity\"><Property Name=\"p{it}\" Type=\"Edm.String\" /></EntityType>")
            .expect("a string takes all text");
    }
    wide.push_str("</Schema></Edmx>");
    let start = Instant::now();
    let (compiled, _) = sample(Some(&wide));
    assert!(compiled.1.iter().any(is_of_service));
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn what_is_too_large_is_refused() {
    let place = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(place.path().join("docs")).expect("a folder can be made");
    std::fs::write(place.path().join("docs/page.md"), "# Page\n").expect("files can be written");
    let path = place.path().join("large.xml");
    let file = std::fs::File::create(&path).expect("files can be written");
    let check = || {
        let config = Config { against: Some(path.clone()), ..Config::default() };
        let mut docs = DocSet::read(&place.path().join("docs")).expect("docs can be read");
        let error = config.clone().read_against(&mut docs).expect_err("it is no description");
        std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string)
    };
    // A sparse file: nothing of it is read if it is too large.
    file.set_len(limits::SERVICE_BYTES.most as u64 + 1).expect("files can be made longer");
    let most = limits::SERVICE_BYTES.most;
    assert!(check().contains(&format!("more than the {most} a service's description may have")));
    std::fs::remove_file(&path).expect("files can be removed");
    assert!(check().contains("there is no description of a service"), "{}", check());
}

/// Findings on docs and where the description is among their sources.
type Compiled = (SourceMap, Diagnostics, FileId);

/// The sample, held against a description if one is given.
fn sample(description: Option<&str>) -> (Compiled, Model) {
    let (docs, config) = set_up(description);
    let compilation = pipeline::compile(&docs, &config);
    let file = docs.sources.files().last().map(|(file, _)| file).expect("there are files");
    ((docs.sources, compilation.diagnostics, file), compilation.model)
}

fn set_up(description: Option<&str>) -> (DocSet, Config) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs-input");
    let mut docs = DocSet::read(&root).expect("the sample can be read");
    let text = description.unwrap_or("<Schema Namespace=\"none\" />");
    let file = docs.sources.add(SourceFile::new("service.xml", text));
    let service = read_csdl(&docs.sources.file(file).text, file).expect("it is a description");
    let service = description.map(|_| Arc::new(service));
    (docs, Config { service, ..Config::default() })
}

fn is_of_service(finding: &Diagnostic) -> bool {
    let family = FAMILIES.iter().find(|it| it.name == "service").expect("the family is there");
    family.rules.iter().any(|it| it.name == finding.rule.name)
}

fn told((_, found, _): &Compiled) -> Vec<String> {
    let own = found.iter().filter(|it| is_of_service(it) && !OF_REQUESTS.contains(&it.rule.name));
    own.map(|it| format!("{}: {}", it.rule.name, it.headline)).collect()
}

/// The types of a model as a service would describe them.
fn describe(model: &Model) -> String {
    let mut namespaces: std::collections::BTreeMap<&str, String> = Default::default();
    for ty in model.types.values() {
        let name = ty.name();
        let out = namespaces.entry(&name.namespace).or_default();
        let mut line = |text: String| writeln!(out, "{text}").expect("a string takes all text");
        match ty {
            Type::Enum(ty) => {
                let flags = if ty.flags { " IsFlags=\"true\"" } else { "" };
                line(format!("<EnumType Name=\"{}\"{flags}>", name.name));
                for member in &ty.members {
                    line(format!("<Member Name=\"{}\" />", member.name));
                }
                line("</EnumType>".to_owned());
            }
            Type::Structured(ty) => {
                let tag = if ty.kind == Kind::Entity { "EntityType" } else { "ComplexType" };
                let base = ty.base.map(|base| model.ty(base).name().qualified());
                let base = base.map(|base| format!(" BaseType=\"{base}\"")).unwrap_or_default();
                let (open, is_abstract, media) = (ty.open, ty.is_abstract, ty.media);
                line(format!(
                    "<{tag} Name=\"{}\" OpenType=\"{open}\" Abstract=\"{is_abstract}\" \
                     HasStream=\"{media}\"{base}>",
                    name.name
                ));
                line("<Key>".to_owned());
                for key in &ty.keys {
                    line(format!("<PropertyRef Name=\"{key}\" />"));
                }
                line("</Key>".to_owned());
                for it in &ty.properties {
                    let tag = if it.navigation { "NavigationProperty" } else { "Property" };
                    let nullable = it.nullable.unwrap_or(true);
                    line(format!(
                        "<{tag} Name=\"{}\" Type=\"{}\" Nullable=\"{nullable}\" />",
                        it.name,
                        reference(model, it.ty)
                    ));
                }
                line(format!("</{tag}>"));
            }
        }
    }
    let schemas = namespaces.iter().map(|(namespace, inside)| {
        format!("<Schema Namespace=\"{namespace}\">\n{inside}</Schema>\n")
    });
    format!("<Edmx>\n{}</Edmx>\n", schemas.collect::<String>())
}

fn reference(model: &Model, ty: TypeRef) -> String {
    let item = match ty.item {
        ItemType::Primitive(primitive) => primitive.name().to_owned(),
        ItemType::Named(id) => model.ty(id).name().qualified(),
        ItemType::Untyped => "Edm.Untyped".to_owned(),
    };
    if ty.collection { format!("Collection({item})") } else { item }
}
