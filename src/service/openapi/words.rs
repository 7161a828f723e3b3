//! What the words of one schema say: its types, null, members of an enum, and which primitive it is.

use super::node::Node;
use crate::service::Covers;

/// Whether a schema lists texts, or numbers with names.
pub(super) fn has_members(node: &Node) -> bool {
    let members = members(node);
    let is_named = NAMES.iter().any(|it| node.get(it).is_some());
    !members.is_empty() && (is_named || !members.iter().all(|it| it.is_number()))
}

/// Where generators put the names of numbers.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// The members of an enum: their names, or the values, which may be a choice of one each.
pub(super) fn members(node: &Node) -> Vec<&Node> {
    if let Some(values) = node.get("enum") {
        let names = NAMES.iter().find_map(|it| node.get(it));
        return names.unwrap_or(values).items().iter().collect();
    }
    let Some(("oneOf" | "anyOf", choices)) = parts(node) else { return Vec::new() };
    let value = |it: &&'_ Node| it.get("const").is_some() || it.get("enum").is_some();
    if !choices.iter().all(value) {
        return Vec::new();
    }
    let of =
        |it| Node::get(it, "const").into_iter().chain(it.get("enum").map_or(&[][..], Node::items));
    choices.into_iter().flat_map(of).collect()
}

/// The types of a schema, which are one or, since version 3.1, several.
pub(super) fn types(node: &Node) -> impl Iterator<Item = &str> {
    let said = node.get("type").into_iter();
    said.flat_map(|it| it.text().into_iter().chain(it.items().iter().filter_map(Node::text)))
}

/// Whether a schema is of null alone.
pub(super) fn is_null(node: &Node) -> bool {
    node.get("type").and_then(Node::text) == Some("null")
}

/// `type: object` and `nullable: true` alone, which is how generators write "or nothing".
fn is_bare(node: &Node) -> bool {
    let is_said = |name: &str| matches!(name, "type" | "nullable" | "description" | "title");
    node.members().iter().all(|(name, _)| is_said(&name.value))
        && node.get("type").is_none_or(|it| it.text() == Some("object"))
}

/// The parts that a value is put together or chosen from, without those that say nothing, and by what word.
pub(super) fn parts(node: &Node) -> Option<(&'static str, Vec<&Node>)> {
    let (word, parts) =
        ["allOf", "oneOf", "anyOf"].into_iter().find_map(|it| Some((it, node.get(it)?)))?;
    let is_something = |it: &&Node| !is_null(it) && !is_bare(it);
    Some((word, parts.items().iter().filter(is_something).collect()))
}

/// What a schema says about null; most say nothing.
pub(super) fn nullable(node: &Node) -> Option<bool> {
    let has_null = |word: &str| node.get(word).is_some_and(|it| it.items().iter().any(is_null));
    let is_null_too = types(node).any(|it| it == "null") || has_null("oneOf") || has_null("anyOf");
    let said = node.get("nullable");
    match is_null_too || said.is_some_and(Node::is_true) {
        true => Some(true),
        false => said.filter(|it| it.is_false()).map(|_| false),
    }
}

/// Whether a schema tells all that its values may be, so that what it does not say of null it denies.
pub(super) fn is_whole(node: &Node) -> bool {
    let is_elsewhere = ["$ref", "allOf", "oneOf", "anyOf", "enum", "const", "default"];
    node.get("type").is_some() && !is_elsewhere.iter().any(|it| node.get(it).is_some())
}

/// The primitive of a type and its format, or what it leaves open.
pub(super) fn primitive(ty: &str, format: Option<&str>) -> &'static str {
    match (ty, format.unwrap_or_default()) {
        ("string", "date-time") => "Edm.DateTimeOffset",
        ("string", "date") => "Edm.Date",
        ("string", "time") => "Edm.TimeOfDay",
        ("string", "duration") => "Edm.Duration",
        ("string", "uuid") => "Edm.Guid",
        ("string", "byte" | "base64url") => "Edm.Binary",
        ("string", "binary") => "Edm.Stream",
        ("string", _) => Covers::TEXT,
        ("integer", "int64") => "Edm.Int64",
        ("integer", "int32") => "Edm.Int32",
        ("integer", "int16") => "Edm.Int16",
        ("integer", "uint8") => "Edm.Byte",
        ("integer", "int8") => "Edm.SByte",
        ("integer", _) => Covers::INTEGER,
        ("number", "double") => "Edm.Double",
        ("number", "float") => "Edm.Single",
        ("number", "decimal") => "Edm.Decimal",
        ("number", _) => Covers::NUMBER,
        ("boolean", _) => "Edm.Boolean",
        _ => Covers::ANY,
    }
}
