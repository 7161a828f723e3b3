//! `docwright list`: the operations or types that there are, to choose from.

use super::accounting::counted;
use super::args::List;
use super::exit_code::CLEAN;
use super::failure::Failure;
use super::formats::{ListFormat, Listed};
use super::table;
use super::ui::{Compiled, Ui};
use crate::config::Config;
use crate::diagnostic::render::visible;
use crate::edm::Kind;
use crate::model::{ItemType, Model, Operation, Permissions, ResponseBody, Type, TypeId, TypeRef};
use crate::visible;
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn run(ui: &mut Ui, args: &List) -> Result<u8, Failure> {
    let config = Config { docs: args.docs.clone(), ..args.reading.config() };
    let Compiled { docs, compilation, .. } = ui.compile(&config)?;
    docs.whole()?;
    let model = &compilation.model;
    let (rows, json, n_all, names) = match args.what {
        Listed::Operations => {
            let found = args.filter().operations(model)?;
            let found: Vec<&Operation> = found.iter().map(|it| &model.operations[*it]).collect();
            let rows = found.iter().map(|it| operation_row(model, it)).collect::<Vec<_>>();
            let json = json!({"operations": found.iter().map(|it| operation_json(model, it)).collect::<Vec<_>>()});
            (rows, json, model.operations.len(), ("operation", "operations"))
        }
        Listed::Types => {
            let found = args.filter().types(model)?;
            let rows = found.iter().map(|it| type_row(model, *it)).collect::<Vec<_>>();
            let json =
                json!({"types": found.iter().map(|it| type_json(model, *it)).collect::<Vec<_>>()});
            (rows, json, model.types.len(), ("type", "types"))
        }
    };
    if args.format == ListFormat::Json {
        ui.out.write_all(visible::json(&format!("{json:#}\n")).as_bytes())?;
        return Ok(CLEAN);
    }
    for line in table::lines(&rows, table::width_of_terminal()) {
        writeln!(ui.out, "{}", visible(&line))?;
    }
    if !ui.quiet {
        writeln!(ui.err, "{} of {n_all}", counted(rows.len(), names))?;
    }
    Ok(CLEAN)
}

fn operation_row(model: &Model, operation: &Operation) -> Vec<String> {
    let answer = match operation.response {
        ResponseBody::None => "nothing".to_owned(),
        ResponseBody::Stream => "bytes".to_owned(),
        ResponseBody::Untyped => "any JSON".to_owned(),
        ResponseBody::Type(ty) => type_text(model, ty),
    };
    vec![
        operation.method.as_str().to_owned(),
        operation.path.to_string(),
        answer,
        least(operation).unwrap_or_default(),
        operation.docs.page.as_ref().or(operation.pages.first()).cloned().unwrap_or_default(),
    ]
}

/// A type by its own name, whatever its namespace.
fn type_text(model: &Model, ty: TypeRef) -> String {
    let name = match ty.item {
        ItemType::Primitive(primitive) => primitive.name().to_owned(),
        ItemType::Named(id) => model.ty(id).name().name.clone(),
        ItemType::Untyped => "any JSON".to_owned(),
    };
    if ty.collection { format!("{name} list") } else { name }
}

/// The least permission of the first kind of caller who may call an operation.
fn least(operation: &Operation) -> Option<String> {
    let mut rows = operation.permissions.iter();
    let names = rows.find_map(|row| row.alternatives.first())?;
    Some(names.join(" + "))
}

fn operation_json(model: &Model, operation: &Operation) -> Value {
    let answer = match operation.response {
        ResponseBody::Type(ty) => {
            json!({"type": qualified(model, ty.item), "collection": ty.collection})
        }
        ResponseBody::Stream => json!({"type": "Edm.Stream", "collection": false}),
        ResponseBody::Untyped => json!({"type": null, "collection": false}),
        ResponseBody::None => Value::Null,
    };
    let permission = |row: &Permissions| {
        json!({
            "caller": row.caller,
            "least": row.alternatives.first(),
            "isOrdered": row.ordered,
            "page": row.page,
        })
    };
    json!({
        "method": operation.method.as_str(),
        "path": operation.path.to_string(),
        "title": operation.title,
        "answers": answer,
        "permissions": operation.permissions.iter().map(permission).collect::<Vec<_>>(),
        "pages": operation.pages,
    })
}

fn qualified(model: &Model, item: ItemType) -> Option<String> {
    match item {
        ItemType::Primitive(primitive) => Some(primitive.name().to_owned()),
        ItemType::Named(id) => Some(model.ty(id).name().qualified()),
        ItemType::Untyped => None,
    }
}

/// What a type is, how many properties or members it has of its own, and its page.
fn described(ty: &Type) -> (&'static str, usize, Option<&String>) {
    match ty {
        Type::Structured(ty) => {
            let kind = match ty.kind {
                Kind::Entity => "entity",
                Kind::Complex => "complex",
            };
            (kind, ty.properties.len(), ty.docs.page.as_ref())
        }
        Type::Enum(ty) => ("enum", ty.members.len(), ty.docs.page.as_ref()),
    }
}

fn type_row(model: &Model, id: TypeId) -> Vec<String> {
    let ty = model.ty(id);
    let (kind, count, page) = described(ty);
    let names = match ty {
        Type::Structured(_) => ("property", "properties"),
        Type::Enum(_) => ("member", "members"),
    };
    let name = match ty.name() {
        name if name.namespace == model.default_namespace => name.name.clone(),
        name => name.qualified(),
    };
    vec![name, kind.to_owned(), counted(count, names), page.cloned().unwrap_or_default()]
}

fn type_json(model: &Model, id: TypeId) -> Value {
    let ty = model.ty(id);
    let (kind, count, page) = described(ty);
    let counted = if kind == "enum" { "members" } else { "properties" };
    json!({"name": ty.name().qualified(), "kind": kind, counted: count, "page": page})
}
