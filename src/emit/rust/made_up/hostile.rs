//! Text from a page never becomes code: a model whose every string is hostile becomes the same tokens, literals
//! apart, as its harmless twin.

use super::calls::workshop;
use super::emitted::{drifting, shop};
use crate::emit::rust::RustEmitter;
use crate::emit::{EmitOptions, Emitter, Layout};
use crate::json::{Value, ValueKind};
use crate::model::{Docs, Model, Parameter, PathSegment, RequestBody, Type};
use crate::output::OutputTree;
use crate::visible::is_unseen;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::str::FromStr;
use std::sync::Arc;

/// What is put behind every string. Names are spelled from its words, of which there are two.
const HOSTILE: &str =
    "*/\r\n\n/**`#[\"]'\u{202e}\u{2066}\u{0}\u{1}\\\"#r#\"{}}//!```</script>&[](){$}\u{feff}--> ";

/// The twin's, with the same words.
const HARMLESS: &str = " r script";

fn deface(mut model: Model, suffix: &str) -> Model {
    let f = |text: &mut String| text.push_str(suffix);
    let default = model.default_namespace.clone();
    f(&mut model.default_namespace);
    f(&mut model.base_url);
    let new_default = model.default_namespace.clone();
    let types = std::mem::take(&mut model.types);
    for (_, mut ty) in types {
        match &mut ty {
            Type::Structured(ty) => {
                deface_name(&mut ty.name.namespace, &default, &new_default, suffix);
                f(&mut ty.name.name);
                deface_docs(&mut ty.docs, suffix);
                for property in &mut ty.properties {
                    f(&mut property.name);
                    property.docs.text.get_or_insert_default();
                    deface_docs(&mut property.docs, suffix);
                }
            }
            Type::Enum(ty) => {
                deface_name(&mut ty.name.namespace, &default, &new_default, suffix);
                f(&mut ty.name.name);
                deface_docs(&mut ty.docs, suffix);
                for member in &mut ty.members {
                    f(&mut member.name);
                    deface_docs(&mut member.docs, suffix);
                }
            }
        }
        model.types.insert(ty.name().qualified(), ty);
    }
    for operation in &mut model.operations {
        for segment in &mut operation.path.segments {
            match segment {
                PathSegment::Literal(text) if text.starts_with('$') || text.ends_with(':') => {}
                PathSegment::Literal(text) => deface_name(text, &default, &new_default, suffix),
                PathSegment::Key { name, prefix, .. } => {
                    f(name);
                    if !prefix.is_empty() {
                        f(prefix);
                    }
                }
                PathSegment::Call { name, arguments, .. } => {
                    f(name);
                    arguments.iter_mut().for_each(|it| f(&mut it.name));
                    arguments.iter_mut().filter(|it| it.quoted).for_each(|it| f(&mut it.prefix));
                    arguments.iter_mut().filter_map(|it| it.fixed.as_mut()).for_each(f);
                }
            }
        }
        for line in &mut operation.lines {
            f(&mut line.page);
            f(&mut line.target);
        }
        if let RequestBody::Parameters(parameters) = &mut operation.request {
            for Parameter { name, docs, .. } in parameters {
                f(name);
                deface_docs(docs, suffix);
            }
        }
        if let RequestBody::Reference { set: Some(set) } = &mut operation.request {
            f(set);
        }
        for Parameter { name, docs, .. } in &mut operation.line_query {
            f(name);
            deface_docs(docs, suffix);
        }
        for permissions in &mut operation.permissions {
            f(&mut permissions.page);
            f(&mut permissions.caller);
            permissions.scope.iter_mut().for_each(f);
            permissions.alternatives.iter_mut().flatten().for_each(f);
        }
        operation.title = Some(suffix.to_owned());
        deface_docs(&mut operation.docs, suffix);
        operation.pages.iter_mut().for_each(f);
        for example in &mut operation.examples {
            f(&mut example.page);
            if let Some(request) = &mut example.request {
                request.segments.iter_mut().for_each(f);
                request.bindings.iter_mut().filter(|it| it.parse::<i32>().is_err()).for_each(f);
                request.query.iter_mut().for_each(|(name, value)| {
                    f(name);
                    f(value);
                });
                request.body.iter_mut().for_each(|body| deface_json(Arc::make_mut(body), suffix));
                request.text.iter_mut().for_each(f);
                request.deviations.iter_mut().for_each(|it| f(&mut it.path));
            }
            if let Some(response) = &mut example.response {
                response.body.iter_mut().for_each(|body| deface_json(Arc::make_mut(body), suffix));
                response.deviations.iter_mut().for_each(|it| f(&mut it.path));
            }
        }
    }
    model
}

fn deface_name(text: &mut String, default: &str, new_default: &str, suffix: &str) {
    match text.strip_prefix(default) {
        Some("") => *text = new_default.to_owned(),
        Some(rest) => *text = format!("{new_default}{rest}{suffix}"),
        None => text.push_str(suffix),
    }
}

fn deface_docs(docs: &mut Docs, suffix: &str) {
    let text = docs.text.get_or_insert_default();
    text.insert_str(0, suffix);
    text.push_str(suffix);
    docs.page.get_or_insert_default().push_str(suffix);
}

fn deface_json(value: &mut Value, suffix: &str) {
    match &mut value.kind {
        ValueKind::Null | ValueKind::Bool(_) => {}
        ValueKind::Number(text) | ValueKind::String(text) => text.push_str(suffix),
        ValueKind::Array(items) => items.iter_mut().for_each(|item| deface_json(item, suffix)),
        ValueKind::Object(members) => {
            for member in members {
                member.name.push_str(suffix);
                deface_json(&mut member.value, suffix);
            }
        }
    }
}

/// The tokens without what literals say, and without what depends on how long they are: the lines of doc
/// comments, and the last commas and the braces of closures and match arms that come with a broken line.
fn blanked(tokens: TokenStream) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            TokenTree::Literal(_) => text.push_str("_ "),
            TokenTree::Group(group) => {
                let is_doc =
                    group.stream().into_iter().next().is_some_and(|it| it.to_string() == "doc");
                if is_doc {
                    while text.ends_with(['#', '!', ' ']) {
                        text.pop();
                    }
                    text.push(' ');
                    continue;
                }
                let inside = blanked(group.stream());
                let inside = inside.trim_end_matches(", ");
                match group.delimiter() {
                    Delimiter::Brace if text.ends_with("| ") => text.push_str(inside),
                    Delimiter::Brace if text.ends_with("= > ") => {
                        text.push_str(&format!("{inside}, "))
                    }
                    delimiter => text.push_str(&format!("{delimiter:?}({inside}) ")),
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => text.push_str(&format!("{token} ")),
        }
    }
    text.replace(", > ", "> ")
}

fn emit(model: Model, suffix: &str, layout: Layout) -> OutputTree {
    let options = EmitOptions {
        name: format!("shop{suffix}"),
        layout,
        tests: true,
        derives: Default::default(),
    };
    RustEmitter.emit(&deface(model, suffix), &options)
}

fn check(model: fn() -> Model, layout: Layout) {
    let (hostile, harmless) = (emit(model(), HOSTILE, layout), emit(model(), HARMLESS, layout));
    assert_eq!(hostile.files.keys().collect::<Vec<_>>(), harmless.files.keys().collect::<Vec<_>>());
    for (file, text) in &hostile.files {
        assert!(!text.chars().any(|c| c != '\n' && is_unseen(c)), "{file}: {text}");
        if file.ends_with(".toml") {
            assert_eq!(text, &harmless.files[file]);
            continue;
        }
        syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}\n{text}"));
        let tokens = |text: &str| blanked(TokenStream::from_str(text).expect("it parsed"));
        assert_eq!(tokens(text), tokens(&harmless.files[file]), "{file}");
    }
}

#[test]
fn hostile_text_stays_text_in_a_crate() {
    check(shop, Layout::Crate);
    check(drifting, Layout::Crate);
    check(workshop, Layout::Crate);
}

#[test]
fn hostile_text_stays_text_in_an_included_file() {
    check(shop, Layout::Include);
    check(drifting, Layout::Include);
    check(workshop, Layout::Include);
}
