//! The model as this program needs it: types by number, properties by kind.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt;

pub(crate) struct Schema {
    pub(crate) enums: Vec<Vec<String>>,
    /// Bases' properties included.
    pub(crate) structs: Vec<Vec<Property>>,
    /// The struct with the most plain properties, and the next: what small programs use.
    pub(crate) two: [usize; 2],
}

pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) is_collection: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    Date,
    Bool,
    Int,
    Long,
    Double,
    Enum(usize),
    Struct(usize),
}

pub(crate) fn read(json: &[u8]) -> Result<Schema, Box<dyn std::error::Error>> {
    let model: Value = serde_json::from_slice(json)?;
    let types = model["types"].as_array().ok_or("no `types`")?;
    let mut by_name = BTreeMap::new();
    for ty in types {
        by_name.insert(qualified_name(ty).to_lowercase(), ty);
    }
    let (mut numbers, mut enums, mut declared) = (BTreeMap::new(), Vec::new(), Vec::new());
    for (name, ty) in &by_name {
        if ty["kind"] == "enum" {
            numbers.insert(name.clone(), Type::Enum(enums.len()));
            enums.push(list(&ty["members"]).map(|it| text(it.get("name").unwrap_or(it))).collect());
        } else {
            numbers.insert(name.clone(), Type::Struct(declared.len()));
            declared.push(name);
        }
    }
    let structs: Vec<_> =
        declared.iter().map(|name| properties(name, &by_name, &numbers)).collect();
    let n_plain = |index: &usize| -> usize {
        structs[*index].iter().filter(|it| !matches!(it.ty, Type::Struct(_))).count()
    };
    let mut by_size: Vec<usize> = (0..structs.len()).collect();
    by_size.sort_by_key(|index| std::cmp::Reverse(n_plain(index)));
    let two = [by_size[0], by_size[1]];
    Ok(Schema { enums, structs, two })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn qualified_name(ty: &Value) -> String {
    let name = text(&ty["name"]);
    match ty["namespace"].as_str() {
        Some(namespace) if !name.starts_with(namespace) => format!("{namespace}.{name}"),
        _ => name,
    }
}

fn properties(
    name: &str,
    by_name: &BTreeMap<String, &Value>,
    numbers: &BTreeMap<String, Type>,
) -> Vec<Property> {
    let mut chain = Vec::new();
    let mut next = by_name.get(name);
    while let Some(ty) = next
        && chain.len() < 20
    {
        chain.push(*ty);
        next = ty["base"].as_str().and_then(|base| by_name.get(&base.to_lowercase()));
    }
    let mut properties: Vec<Property> = Vec::new();
    for property in chain.iter().rev().flat_map(|ty| list(&ty["properties"])) {
        let name = text(&property["name"]);
        if properties.iter().all(|it| it.name != name) {
            let ty = text(&property["type"]);
            let is_collection = property["collection"].as_bool().unwrap_or_default();
            properties.push(Property { name, ty: type_of(&ty, numbers), is_collection });
        }
    }
    properties
}

fn type_of(name: &str, numbers: &BTreeMap<String, Type>) -> Type {
    match name {
        "Edm.Boolean" => Type::Bool,
        "Edm.Byte" | "Edm.SByte" | "Edm.Int16" | "Edm.Int32" => Type::Int,
        "Edm.Int64" => Type::Long,
        "Edm.Single" | "Edm.Double" => Type::Double,
        "Edm.DateTimeOffset" | "Edm.Date" | "Edm.TimeOfDay" | "Edm.Duration" => Type::Date,
        name => numbers.get(&name.to_lowercase()).copied().unwrap_or(Type::Text),
    }
}

impl Schema {
    /// A page of the first of the two types, two levels deep.
    pub(crate) fn example_page(&self, n_items: usize) -> String {
        let items: Vec<Value> = (0..n_items).map(|n| self.example(self.two[0], n, 1)).collect();
        json!({"@odata.context": "https://service.example/$metadata", "value": items}).to_string()
    }

    fn example(&self, index: usize, n: usize, depth: usize) -> Value {
        let mut members = Map::new();
        members.insert("@odata.etag".to_owned(), json!(format!("W/\"{n}\"")));
        for property in &self.structs[index] {
            let value = match property.ty {
                Type::Text => json!(format!("{} number {n}", property.name)),
                Type::Date => json!("2024-02-29T12:00:00.1234567Z"),
                Type::Bool => json!(n.is_multiple_of(2)),
                Type::Int | Type::Long => json!(n),
                Type::Double => json!(n as f64 / 4.0),
                Type::Enum(index) => match self.enums[index].first() {
                    Some(member) => json!(member),
                    None => continue,
                },
                Type::Struct(_) if depth == 0 => continue,
                Type::Struct(index) => self.example(index, n, depth - 1),
            };
            let value = if property.is_collection { json!([value]) } else { value };
            members.insert(property.name.clone(), value);
        }
        Value::Object(members)
    }
}

impl fmt::Display for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_properties: usize = self.structs.iter().map(Vec::len).sum();
        let (n_structs, n_enums) = (self.structs.len(), self.enums.len());
        write!(f, "{n_structs} structs with {n_properties} properties, {n_enums} enums")
    }
}
