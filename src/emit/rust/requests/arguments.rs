//! What a call takes besides a body: the parameters of its method, and how their values get into path and query.

use crate::edm::Primitive;
use crate::emit::rust::naming::{Name, References, Step, in_brackets};
use crate::emit::rust::templates::{Code, Lines, code, lines};
use crate::model::{Argument, ItemType, Parameter, TypeRef};
use proc_macro2::Ident;

/// The parameters that a step takes, what comes before the call, and the call on the runtime's `At`. A function's arguments
/// have the first of the names.
pub(super) fn emit_step(
    references: &mut References<'_>,
    step: &Step<'_>,
    names: &[Name],
) -> (Vec<Code>, Lines, Code) {
    match step {
        Step::Literal(text) => {
            (Vec::new(), Lines::default(), code!(Expr [text] { literal(#text) }))
        }
        Step::Key { prefix, suffix, .. } => {
            let is_id = prefix.is_empty() || in_brackets(prefix, suffix).is_some();
            let ident = if is_id { Name::of("id") } else { Name::of(prefix) }.argument_ident();
            let call =
                code!(Expr [prefix, ident, suffix] { key(#prefix, #ident.as_ref(), #suffix) });
            (vec![text_parameter(&ident)], Lines::default(), call)
        }
        Step::ColonPath { literal, .. } => {
            let path = vec![code!(Parameter [] { path: impl AsRef<str> })];
            let call = match literal {
                Some(literal) => code!(Expr [literal] { literal(#literal).path(path.as_ref()) }),
                None => code!(Expr [] { path(path.as_ref()) }),
            };
            (path, Lines::default(), call)
        }
        Step::Call { name, arguments: [], suffix } => {
            let call = code!(Expr [name, suffix] { call(#name, &[], #suffix) });
            (Vec::new(), Lines::default(), call)
        }
        Step::Call { name, arguments, suffix } => {
            let argument = references.runtime("Argument");
            let (parameters, values) = emit_arguments(&argument, arguments, names);
            let before = lines!(Statement [values] { let arguments = [#values]; });
            (parameters, before, code!(Expr [name, suffix] { call(#name, &arguments, #suffix) }))
        }
    }
}

fn text_parameter(ident: &Ident) -> Code {
    code!(Parameter [ident] { #ident: impl AsRef<str> })
}

/// The parameters of a function, and how the values of all its arguments are made.
fn emit_arguments(argument: &Code, arguments: &[Argument], names: &[Name]) -> (Vec<Code>, Code) {
    let mut parameters = Vec::new();
    let mut values = Vec::new();
    for (it, name) in arguments.iter().zip(names) {
        let wire = &it.name;
        let (form, wire) = match (it.quoted, &it.prefix) {
            (false, _) => (Code::name("plain"), code!(Expr [wire] { #wire })),
            (true, ty) if ty.is_empty() => (Code::name("quoted"), code!(Expr [wire] { #wire })),
            (true, ty) => {
                (Code::name("typed"), Code::list([wire, ty].map(|it| code!(Expr [it] { #it }))))
            }
        };
        let ident = name.argument_ident();
        let value = match (&it.fixed, native(it.ty)) {
            (Some(fixed), _) => code!(Expr [fixed] { #fixed }),
            (None, Some(ty)) => {
                parameters.push(code!(Parameter [ident, ty] { #ident: #ty }));
                code!(Expr [ident] { &#ident.to_string() })
            }
            (None, None) => {
                parameters.push(text_parameter(&ident));
                code!(Expr [ident] { #ident.as_ref() })
            }
        };
        values.push(code!(Expr [argument, form, wire, value] { #argument::#form(#wire, #value) }));
    }
    (parameters, Code::list(values))
}

/// The parameters that become options of the query, and the calls that add them to a request. They have the last of the names.
pub(super) fn emit_query(query: &[Parameter], names: &[Name]) -> (Vec<Code>, Vec<Code>) {
    let names = &names[names.len() - query.len()..];
    let argument = |(it, name): (&Parameter, &Name)| {
        let (wire, ident) = (&it.name, name.argument_ident());
        match native_of(it.ty) {
            Some(ty) => (
                code!(Parameter [ident, ty] { #ident: #ty }),
                code!(Expr [wire, ident] { query(#wire, #ident.to_string()) }),
            ),
            None => (
                text_parameter(&ident),
                code!(Expr [wire, ident] { query(#wire, #ident.as_ref()) }),
            ),
        }
    };
    query.iter().zip(names).map(argument).unzip()
}

/// The Rust type of an option of a query that is no text; dates and the like are texts in their wire form.
pub(crate) fn native_of(ty: TypeRef) -> Option<Code> {
    match ty {
        TypeRef { item: ItemType::Primitive(primitive), collection: false } => native(primitive),
        TypeRef { .. } => None,
    }
}

/// The Rust type of an argument that is no text.
pub(crate) fn native(primitive: Primitive) -> Option<Code> {
    match primitive {
        Primitive::Boolean => Some(Code::name("bool")),
        Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 => {
            Some(Code::name("i32"))
        }
        Primitive::Int64 => Some(Code::name("i64")),
        Primitive::Binary
        | Primitive::Date
        | Primitive::DateTimeOffset
        | Primitive::Decimal
        | Primitive::Double
        | Primitive::Duration
        | Primitive::Guid
        | Primitive::Single
        | Primitive::Stream
        | Primitive::String
        | Primitive::TimeOfDay => None,
    }
}
