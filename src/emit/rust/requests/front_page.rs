//! What the emitted crate says on its front page: how the usual things are done, with calls that its docs have.

use super::bodies::{Body, body_of, is_optional};
use super::usage::{Usage, in_function};
use crate::emit::rust::naming::{Endpoint, PathTree, Types};
use crate::emit::rust::rustdoc::{Rustdoc, code};
use crate::model::{Method, Model, Operation, ResponseBody, TypeRef};

/// The docs of the root module.
pub(crate) fn document_crate(model: &Model, types: &Types, tree: &PathTree<'_>) -> Rustdoc {
    let krate = types.krate();
    let page = Recipes { model, types, tree };
    let docs =
        Rustdoc::new().ours(&format!("A client of the service at {}.", code(&model.base_url)));
    let parameters = match tree.parameters.is_empty() {
        true => "",
        false => ", [`parameters`] what actions are given",
    };
    let docs = docs.ours(&format!(
        "[`Client`] walks the documented paths, each of which ends in a [`Request`]: a value that takes the documented options and \
         is sent when it is awaited. [`models`] has the types{parameters}, [`operations`] what each request takes, answers and needs.",
    ));
    let docs = page.add(docs, "A client, and a first call", is_value, |usage| {
        let mut lines =
            vec![format!("let client = {krate}::Client::builder().token(\"eyJ0eXAi\").build()?;")];
        lines.extend(usage.lines("let answer = ", ".await?;"));
        lines.push("println!(\"{answer:?}\");".to_owned());
        lines
    });
    let docs = page.add(docs, "A list, item by item, across its pages", is_list, |usage| {
        let mut lines = usage.lines("let mut items = ", ".stream();");
        lines.push("while let Some(item) = items.try_next().await? {".to_owned());
        lines.push("    println!(\"{item:?}\");".to_owned());
        lines.push("}".to_owned());
        lines
    });
    let docs = page.add(docs, "A change: what is not named stays as it is", is_update, |usage| {
        usage.lines("", ".await?;")
    });
    let docs = page.add(docs, "What has changed since last time", is_delta, |usage| {
        let mut lines = usage.lines("let mut changes = ", ".start();");
        lines.push("while let Some(change) = changes.try_next().await? {".to_owned());
        lines.push("    println!(\"{change:?}\");".to_owned());
        lines.push("}".to_owned());
        lines.push("let next_time = changes.delta_link().map(str::to_owned);".to_owned());
        lines
    });
    let docs = page.add(docs, "Bytes, to a file", is_download, |usage| {
        usage.lines("", ".save_to(\"content\").await?;")
    });
    page.add(docs, "When it fails", is_value, |usage| {
        let mut lines = usage.lines("match ", ".await {");
        lines.push("    Ok(answer) => println!(\"{answer:?}\"),".to_owned());
        lines.push(
            "    Err(error) if error.status().is_some_and(|it| it == 404) => println!(\"not there\"),"
                .to_owned(),
        );
        lines.push("    Err(error) => return Err(error),".to_owned());
        lines.push("}".to_owned());
        lines
    })
}

struct Recipes<'a> {
    model: &'a Model,
    types: &'a Types,
    tree: &'a PathTree<'a>,
}

impl Recipes<'_> {
    /// Adds a recipe with the shortest call of a kind, if there is any.
    fn add(
        &self,
        docs: Rustdoc,
        title: &str,
        is_kind: fn(&Model, &Operation) -> bool,
        lines: impl FnOnce(Usage) -> Vec<String>,
    ) -> Rustdoc {
        let Self { model, types, tree } = self;
        let of_kind = tree.endpoints.iter().filter(|it| is_kind(model, it.operation()));
        let length = |it: &&Endpoint<'_>| {
            let n_steps = tree.way_to(it.node).len() + usize::from(it.action.is_some());
            // Of two equally long ways, the one with the shorter path is the plainer one.
            (n_steps, tree.nodes[it.node].path.len())
        };
        let Some(endpoint) = of_kind.min_by_key(length) else { return docs };
        let usage = Usage::of(model, types, tree, endpoint);
        docs.heading(title).example(in_function(types, lines(usage)))
    }
}

fn is_value(_: &Model, operation: &Operation) -> bool {
    let is_value =
        matches!(operation.response, ResponseBody::Type(TypeRef { collection: false, .. }));
    operation.method == Method::Get && is_value && !is_optional(operation)
}

fn is_list(_: &Model, operation: &Operation) -> bool {
    let is_list =
        matches!(operation.response, ResponseBody::Type(TypeRef { collection: true, .. }));
    let is_plain = !operation.tracks_changes && !is_optional(operation);
    operation.method == Method::Get && is_list && is_plain
}

fn is_update(model: &Model, operation: &Operation) -> bool {
    matches!(body_of(model, operation), Body::Patch(_))
}

fn is_delta(_: &Model, operation: &Operation) -> bool {
    operation.tracks_changes && !is_optional(operation)
}

fn is_download(_: &Model, operation: &Operation) -> bool {
    operation.method == Method::Get && operation.response == ResponseBody::Stream
}
