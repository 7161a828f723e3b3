//! The example in a method's rustdoc: the way from the client to it, with made-up values. It compiles.

use super::arguments::{native, native_of};
use super::bodies::{Body, body_of, encoding_of, is_optional};
use crate::edm::Primitive;
use crate::emit::rust::naming::{Endpoint, Name, PathTree, Step, Types, argument_name};
use crate::emit::rust::rustdoc::Rustdoc;
use crate::json::{Value, ValueKind};
use crate::model::{
    Argument, ItemType, Model, Parameter, Property, ResponseBody, StructuredType, Type, TypeId,
    TypeRef,
};
use crate::protocol::Encoding;
use std::collections::BTreeSet;

/// Longer calls are broken before the method that does not fit.
const WIDTH: usize = 90;

/// Adds the example of an endpoint.
pub(super) fn document_usage(
    rustdoc: Rustdoc,
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
) -> Rustdoc {
    let answer = match endpoint.operation().response {
        ResponseBody::None => "",
        _ if is_optional(endpoint.operation()) => "let answer = ",
        ResponseBody::Type(TypeRef { collection: true, .. }) => "let page = ",
        ResponseBody::Stream => "let bytes = ",
        ResponseBody::Type(_) | ResponseBody::Untyped => "let answer = ",
    };
    let usage = Usage::of(model, types, tree, endpoint);
    rustdoc.example(in_function(types, usage.lines(answer, ".await?;")))
}

/// Lines of an example that may await and fail, with a client at hand.
pub(super) fn in_function(types: &Types, lines: Vec<String>) -> Vec<String> {
    let krate = types.krate();
    let first =
        format!("# async fn example(client: {krate}::Client) -> Result<(), {krate}::Error> {{");
    [vec![first], lines, vec!["# Ok(()) }".to_owned()]].concat()
}

/// How an endpoint is called.
pub(super) struct Usage {
    /// What its body is made by.
    before: Option<String>,
    /// The methods from the client on.
    calls: Vec<String>,
}

impl Usage {
    pub(super) fn of(
        model: &Model,
        types: &Types,
        tree: &PathTree<'_>,
        endpoint: &Endpoint<'_>,
    ) -> Self {
        let mut calls: Vec<String> = Vec::new();
        for index in tree.way_to(endpoint.node) {
            let node = &tree.nodes[index];
            let arguments = node.step.as_ref().map(step_arguments).unwrap_or_default();
            calls.push(format!("{}({})", node.method.snake_ident(), arguments.join(", ")));
        }
        let mut arguments = endpoint.action.as_ref().map(step_arguments).unwrap_or_default();
        arguments.extend(endpoint.operation().line_query.iter().map(query_argument));
        let body = body_argument(model, types, tree, endpoint);
        let (before, argument) = body.map_or((None, None), |(before, it)| (before, Some(it)));
        arguments.extend(argument);
        let body = body_of(model, endpoint.operation());
        if matches!(
            encoding_of(endpoint.operation(), body),
            Encoding::Multipart { files: true, .. }
        ) {
            arguments.push(format!("{}::FileParts::new()", types.krate()));
        }
        calls.push(format!("{}({})", endpoint.method.snake_ident(), arguments.join(", ")));
        Self { before, calls }
    }

    /// The call between what stands before and behind it, in as many lines as it takes.
    pub(super) fn lines(self, before: &str, behind: &str) -> Vec<String> {
        let mut lines = Vec::from_iter(self.before);
        let call = format!("{before}client.{}{behind}", self.calls.join("."));
        match call.len() <= WIDTH {
            true => lines.push(call),
            false => {
                let mut line = format!("{before}client");
                for call in
                    self.calls.iter().map(|call| format!(".{call}")).chain([behind.to_owned()])
                {
                    if line.len() + call.len() > WIDTH {
                        lines.push(std::mem::replace(&mut line, "    ".to_owned()));
                    }
                    line.push_str(&call);
                }
                lines.push(line);
            }
        }
        lines
    }
}

fn step_arguments(step: &Step<'_>) -> Vec<String> {
    match step {
        Step::Literal(_) => Vec::new(),
        Step::Key { .. } => vec!["\"id\"".to_owned()],
        Step::ColonPath { .. } => vec!["\"folder/file.txt\"".to_owned()],
        Step::Call { arguments, .. } => {
            arguments.iter().filter(|it| it.fixed.is_none()).map(call_argument).collect()
        }
    }
}

fn call_argument(argument: &Argument) -> String {
    value(native(argument.ty).is_some(), argument.ty, &argument_name(argument))
}

fn query_argument(parameter: &Parameter) -> String {
    let ty = match parameter.ty.item {
        ItemType::Primitive(primitive) => primitive,
        ItemType::Named(_) | ItemType::Untyped => Primitive::String,
    };
    value(native_of(parameter.ty).is_some(), ty, &Name::of(&parameter.name))
}

/// A made-up value; a text says what it is, unless its type has a form.
fn value(is_native: bool, ty: Primitive, name: &Name) -> String {
    let text = match ty {
        Primitive::Boolean if is_native => return "true".to_owned(),
        _ if is_native => return "1".to_owned(),
        Primitive::Date => "2030-01-31".to_owned(),
        Primitive::DateTimeOffset => "2030-01-31T08:00:00Z".to_owned(),
        _ => name.snake_ident().to_string(),
    };
    format!("\"{text}\"")
}

/// What stands before the call, and its last argument.
fn body_argument(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
) -> Option<(Option<String>, String)> {
    let krate = types.krate();
    Some(match body_of(model, endpoint.operation()) {
        Body::None => return None,
        Body::Bytes(_) => (None, "\"content\"".to_owned()),
        Body::Reference(Some(_)) => (None, "\"id\"".to_owned()),
        Body::Reference(None) => (None, "\"https://service.example/things/id\"".to_owned()),
        Body::Json => (None, format!("{krate}::Value::Null")),
        Body::Value(TypeRef { collection: true, .. }) => (None, "&[]".to_owned()),
        Body::Value(TypeRef { item: ItemType::Named(id), .. }) => match model.ty(id) {
            Type::Structured(_) => {
                let before = format!("let body = {}::default();", types.path_from_outside(id));
                (Some(before), "&body".to_owned())
            }
            Type::Enum(_) => {
                (None, format!("&{}::from(\"text\").into()", types.path_from_outside(id)))
            }
        },
        Body::Value(_) => (None, "&Default::default()".to_owned()),
        body @ (Body::Parameters | Body::ManyParameters) => {
            let strukt = tree.parameters_of(endpoint)?;
            let modules: Vec<String> =
                strukt.namespace.iter().map(|it| format!("{}::", it.module_ident())).collect();
            let name = strukt.name.type_ident();
            let before = format!(
                "let parameters = {krate}::parameters::{}{name}::default();",
                modules.concat()
            );
            let argument = match body {
                Body::ManyParameters => "&[parameters]",
                _ => "&parameters",
            };
            (Some(before), argument.to_owned())
        }
        Body::Patch(TypeRef { item: ItemType::Named(id), .. }) => {
            let set = match model.ty(id) {
                Type::Structured(ty) => changeable_text(model, types, id, ty, endpoint),
                Type::Enum(_) => None,
            };
            let before = format!("let patch = {krate}::Patch::new(){};", set.unwrap_or_default());
            (Some(before), "patch".to_owned())
        }
        Body::Patch(_) => (None, format!("{krate}::Patch::new()")),
    })
}

/// `.set(…)` of the first text of a type that can be written, of one that an example writes if there is any.
fn changeable_text(
    model: &Model,
    types: &Types,
    id: TypeId,
    ty: &StructuredType,
    endpoint: &Endpoint<'_>,
) -> Option<String> {
    let text = TypeRef { item: ItemType::Primitive(Primitive::String), collection: false };
    let is_changeable = |property: &&Property| {
        let is_as_on_the_wire = model.spellings.member(&ty.name, &property.name) == property.name;
        let is_key = ty.keys.contains(&property.name);
        property.ty == text && !property.read_only && !is_key && is_as_on_the_wire
    };
    let examples = endpoint.operations.iter().flat_map(|it| &it.examples);
    let bodies = examples.filter_map(|it| it.request.as_ref()?.body.as_deref());
    let shown: BTreeSet<&str> = bodies.flat_map(member_names).collect();
    let changeable = || ty.properties.iter().filter(is_changeable);
    let property = changeable().find(|it| shown.contains(it.name.as_str()));
    let property = property.or_else(|| changeable().next())?;
    // The handle's name is settled among all of the struct's, so only one that is sure is taken.
    let bases = std::iter::once(ty).chain(model.bases(ty));
    let same = bases
        .flat_map(|ty| &ty.properties)
        .filter(|it| Name::of(&it.name) == Name::of(&property.name));
    let is_sure = same.count() == 1;
    let handle = Name::of(&property.name).constant_ident();
    is_sure.then(|| format!(".set({}::{handle}, \"text\")", types.path_from_outside(id)))
}

/// The names of an object's members.
fn member_names(json: &Value) -> impl Iterator<Item = &str> {
    let members = match &json.kind {
        ValueKind::Object(members) => members.as_slice(),
        _ => &[],
    };
    members.iter().map(|it| it.name.as_str())
}
