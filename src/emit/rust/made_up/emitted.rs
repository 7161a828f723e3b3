//! What a small shop's model becomes: one snapshot a kind of file.

use super::fixture::{ModelBuilder, json, parameter};
use crate::emit::rust::RustEmitter;
use crate::emit::{EmitOptions, Emitter, Layout};
use crate::model::{Deviation, DeviationKind, Misfit, Model, PathSegment, Permissions, Shape};
use crate::odata::{QueryOption, RequestHeader};
use crate::source::{FileId, Span};

fn options(layout: Layout) -> EmitOptions {
    EmitOptions { name: "shop".into(), layout, tests: true, derives: Default::default() }
}

pub(super) fn shop() -> Model {
    shop_beside(ModelBuilder::default()).build()
}

fn shop_beside(others: ModelBuilder) -> ModelBuilder {
    others
        .structured("entity", "", "", &[("id", "String", false, "")])
        .structured(
            "order",
            "entity",
            "Something that a customer wants. See [the guide].",
            &[
                (
                    "placedDateTime",
                    "DateTimeOffset",
                    false,
                    "When it was placed, in `yyyy-MM-ddThh:mm:ssZ` form.",
                ),
                ("state", "orderState", false, ""),
                ("channels", "channel", false, ""),
                ("type", "String", false, "The kind of order."),
                ("lines", "line collection", false, "What was ordered."),
                ("replaces", "order", false, ""),
                ("customer", "customer", true, ""),
                ("audit", "audit::entry", false, ""),
            ],
        )
        .structured(
            "line",
            "",
            "",
            &[("amount", "Int32", false, ""), ("price", "Decimal", false, "")],
        )
        .structured("customer", "entity", "", &[("orders", "order collection", true, "")])
        .structured(
            "audit::entry",
            "",
            "",
            &[("by", "customer", false, ""), ("raw", "?", false, "")],
        )
        .enumeration(
            "orderState",
            false,
            &[("open", "Not sent yet."), ("self", ""), ("10", ""), ("undocumented", "")],
        )
        .enumeration("channel", true, &[("web", ""), ("phone", "")])
        .operation(
            "GET /orders",
            Shape::List,
            "-",
            "order collection",
            "List the orders of a shop.",
        )
        .with(|operation| {
            operation.permissions = vec![
                Permissions {
                    page: "api/thing-get.md".to_owned(),
                    caller: "Delegated (work or school account)".into(),
                    scope: None,
                    alternatives: vec![vec!["Order.Read".into()], vec!["Order.ReadWrite".into()]],
                    ordered: true,
                },
                Permissions {
                    page: "api/thing-get.md".to_owned(),
                    caller: "Application".into(),
                    scope: None,
                    alternatives: Vec::new(),
                    ordered: false,
                },
            ];
            operation.options = QueryOption::ALL.to_vec();
            operation.headers = vec![
                parameter("Authorization", "Bearer {token}."),
                parameter("Prefer", "`return=minimal` for less."),
                parameter("X-Own", ""),
            ];
            operation.known_headers = vec![RequestHeader::Prefer];
            operation.query = vec![parameter("$top", "At most 50."), parameter("since", "")];
        })
        .example(
            "/orders?$top=2",
            &[],
            None,
            Some(json(r#"{"value": [{"id": "1", "state": "open"}]}"#)),
        )
        .operation("POST /orders", Shape::Create, "order", "order", "")
        .example(
            "/orders",
            &[],
            Some(json(r#"{"type": "urgent", "lines": [{"amount": 2}]}"#)),
            None,
        )
        .operation("GET /orders/{id}", Shape::Get, "-", "order", "")
        .operation("PATCH /orders/{order-id}", Shape::Update, "order", "order", "")
        .example("/orders/7", &["7"], Some(json(r#"{"type": null}"#)), None)
        .operation("DELETE /orders/{id}", Shape::Delete, "-", "-", "")
        .operation(
            "POST /orders/{id}/cancel",
            Shape::Action,
            "(reason: String, notify: Boolean)",
            "-",
            "Cancel it.",
        )
        .example("/orders/7/cancel", &["7"], Some(json(r##"{"reason": "too \"late\"#"}"##)), None)
        .operation("POST /orders/{id}/delete", Shape::Action, "-", "-", "")
        .operation("GET /orders/{id}/list", Shape::List, "-", "line collection", "")
        .operation(
            "GET /orders/{id}/documents/root:/{path}:/content",
            Shape::Get,
            "-",
            "stream",
            "",
        )
        .example("/orders/7/documents/root:/a b.txt:/content", &["7", "a b.txt"], None, None)
        .operation(
            "PUT /orders/{id}/documents/root:/{path}:/content",
            Shape::Replace,
            "stream",
            "?",
            "",
        )
        .operation("GET /orders/{id}/documents/{id}:/{path}", Shape::Get, "-", "?", "")
        .operation("GET /orders/number={number}", Shape::Get, "-", "order", "")
        .operation(
            "GET /orders/between(start='{start}',days={days})",
            Shape::Function,
            "-",
            "order collection",
            "",
        )
        .example("/orders/between(start='2020-01-01',days=3)", &["2020-01-01", "3"], None, None)
        .operation("GET /orders/between(state='{state}')", Shape::Function, "-", "Int32", "")
        .operation("GET /orders/$count", Shape::Get, "-", "Int32", "")
        .operation("POST /orders/{id}/customer/$ref", Shape::Create, "?", "-", "")
        .operation("GET /orders/{id}/acme.shop.customer", Shape::Get, "-", "customer", "")
        .operation("POST /reset", Shape::Action, "-", "orderState", "")
}

fn check(model: &Model, file: &str) -> String {
    let tree = RustEmitter.emit(model, &options(Layout::Crate));
    match tree.files.get(file) {
        Some(text) => text.clone(),
        None => format!("{:#?}", tree.files.keys()),
    }
}

#[test]
fn files() {
    insta::assert_snapshot!(check(&shop(), "all"));
}

#[test]
fn a_struct_with_bases_and_every_kind_of_field() {
    insta::assert_snapshot!(check(&shop(), "src/models/order.rs"));
}

#[test]
fn what_a_field_of_a_large_client_brings_is_compiled_with_the_client() {
    let others = (0..100).fold(ModelBuilder::default(), |builder, at| {
        builder.structured(&format!("thing{at}"), "", "", &[("id", "String", false, "")])
    });
    let compiled = |model: &Model| {
        let text = check(model, "src/models/order.rs");
        text.split("#[inline(never)]").skip(1).map(|it| it.trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(compiled(&shop()), [""; 0]);
    let compiled = compiled(&shop_beside(others).build());
    let begins = ["fn list()", "fn object(&self)", "fn object_mut(&mut self)"];
    assert_eq!(compiled.len(), begins.len());
    assert!(
        compiled.iter().zip(begins).all(|(text, begin)| text.starts_with(begin)),
        "{compiled:?}"
    );
}

#[test]
fn an_enum_with_members_that_are_no_identifiers() {
    insta::assert_snapshot!(check(&shop(), "src/models/order_state.rs"));
}

#[test]
fn nodes_of_one_root() {
    insta::assert_snapshot!(check(&shop(), "src/requests/orders/mod.rs"));
}

#[test]
fn parameters_of_one_action() {
    insta::assert_snapshot!(check(&shop(), "src/parameters/orders_id_cancel.rs"));
}

#[test]
fn operations_of_one_root() {
    insta::assert_snapshot!(check(&shop(), "src/operations/orders/mod.rs"));
}

#[test]
fn the_client() {
    insta::assert_snapshot!(check(&shop(), "src/client.rs"));
}

#[test]
fn tests_from_examples() {
    insta::assert_snapshot!(check(&shop(), "tests/examples/orders.rs"));
}

/// Examples that differ from their docs, as the model says, and one that the client can't make.
pub(super) fn drifting() -> Model {
    let deviation = |path: &str, kind| {
        let span = Span::new(FileId(0), 0..0);
        Deviation { path: path.into(), kind, span, line: 17 }
    };
    let undocumented = DeviationKind::Undocumented { ty: None, name: "colour".into() };
    let other_type = DeviationKind::OtherType {
        name: "id".into(),
        documented: None,
        expected: "a string",
        found: "a number",
    };
    let tag = r##"{"@odata.type": "#acme.shop.tag", "id": "1", "colour": "red"}"##;
    ModelBuilder::default()
        .structured("label", "", "", &[("id", "String", false, "")])
        .structured("tag", "label", "", &[("size", "Int32", false, "")])
        .structured("nothing", "", "", &[])
        .operation("GET /labels", Shape::List, "-", "label collection", "")
        .example("/labels", &[], None, Some(json(&format!(r#"{{"value": [{tag}]}}"#))))
        .with(|operation| {
            if let Some(response) = &mut operation.examples[0].response {
                response.deviations = vec![deviation("value[0].colour", undocumented)];
            }
        })
        .operation("PATCH /labels/{id}", Shape::Update, "label", "nothing", "")
        .example("/labels/1", &["1"], Some(json(r#"{"id": 1}"#)), Some(json(r#"[1, {}]"#)))
        .example("/labels/2", &["2"], None, None)
        .with(|operation| {
            if let Some(request) = &mut operation.examples[0].request {
                request.deviations = vec![deviation("id", other_type)];
            }
            if let Some(request) = &mut operation.examples[1].request {
                request.misfit = Some(Misfit::NoBody);
            }
        })
        .operation("PUT /labels/{id}/print", Shape::Replace, "stream", "-", "")
        .example("/labels/1/print", &["1"], None, None)
        .with(|operation| {
            if let Some(request) = &mut operation.examples[0].request {
                request.text = Some("a \"picture\"\r\n".into());
            }
        })
        .operation("GET /labels/of(kind='{kind}')", Shape::Function, "-", "?", "")
        .with(|operation| {
            if let Some(PathSegment::Call { arguments, .. }) = operation.path.segments.last_mut() {
                arguments.iter_mut().for_each(|it| it.prefix = "acme.kind".into());
            }
        })
        .example("/labels/of(kind=acme.kind'round')", &["round"], None, None)
        .build()
}

#[test]
fn tests_from_examples_that_differ() {
    insta::assert_snapshot!(check(&drifting(), "tests/examples/labels.rs"));
}

#[test]
fn an_argument_with_its_type_and_an_answer_of_any_json() {
    let files = ["src/requests/labels.rs", "src/operations/labels.rs"];
    insta::assert_snapshot!(files.map(|file| check(&drifting(), file)).join("\n"));
}

#[test]
fn the_sum_of_all_examples() {
    insta::assert_snapshot!(check(&drifting(), "tests/examples/main.rs"));
}

#[test]
fn both_layouts_hold_the_same_items() {
    let model = shop();
    let files = RustEmitter.emit(&model, &options(Layout::Crate)).files;
    let include = RustEmitter.emit(&model, &options(Layout::Include)).files;
    let include: Vec<&str> = include["shop.rs"].lines().map(str::trim).collect();
    for (file, text) in files.iter().filter(|(file, _)| file.starts_with("src/")) {
        for line in text.lines().map(str::trim) {
            let declares =
                line.starts_with("//") || line.starts_with("#!") || line.ends_with("mod.rs;");
            let declaration = line.trim_start_matches("pub ").starts_with("mod ");
            assert!(declares || declaration || include.contains(&line), "{file}: {line}");
        }
    }
}

#[test]
fn an_included_file_has_no_inner_attributes() {
    let files = RustEmitter.emit(&shop(), &options(Layout::Include)).files;
    for line in files["shop.rs"].lines() {
        let line = line.trim_start();
        assert!(!line.starts_with("//!") && !line.starts_with("#!["), "{line}");
    }
}

#[test]
fn one_thread_and_many_write_the_same() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    let many = rayon::ThreadPoolBuilder::new().num_threads(4).build().expect("a pool");
    let emit = || RustEmitter.emit(&shop(), &options(Layout::Crate));
    assert_eq!(one.install(emit), many.install(emit));
}

/// Writes the shop where a person can compile it.
#[test]
fn write_for_scratch() {
    let Ok(dir) = std::env::var("EMIT_TO") else { return };
    for (layout, to) in [(Layout::Crate, "crate"), (Layout::Include, "include")] {
        for (file, text) in RustEmitter.emit(&shop(), &options(layout)).files {
            let path = std::path::Path::new(&dir).join(to).join(file);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
    }
}
