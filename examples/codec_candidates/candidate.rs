//! The candidates: how a struct and an enum of each look, and what they stand on.

use crate::schema::{Property, Type};
use std::fmt::Write;

pub(crate) struct Candidate {
    pub(crate) name: &'static str,
    pub(crate) dependencies: &'static str,
    /// The text of the part that does not depend on the types.
    pub(crate) runtime: &'static str,
    /// What stands before each struct.
    pub(crate) attributes: &'static str,
    /// What stands before a field with this name on the wire.
    pub(crate) field_attribute: fn(name: &str) -> String,
    pub(crate) emit_struct: fn(name: &str, properties: &[Property]) -> String,
    pub(crate) emit_enum: fn(name: &str) -> String,
}

const JSON: &str = "serde_json = { version = \"1\", features = [\"preserve_order\"] }\n";
const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\n\
    serde_json = { version = \"1\", features = [\"preserve_order\"] }\n";
const CLIENT: &str = concat!(
    "docwright-client = { path = \"",
    env!("CARGO_MANIFEST_DIR"),
    "/client\", default-features = false }\n"
);

pub(crate) const CANDIDATES: &[Candidate] = &[
    Candidate {
        name: "serde derive",
        dependencies: SERDE,
        runtime: concat!(include_str!("runtime/common.rs"), include_str!("runtime/serde.rs")),
        attributes: "#[derive(Serialize, Deserialize)]\n#[serde(default)]\n",
        field_attribute: |name| {
            format!("#[serde(rename = {name:?}, skip_serializing_if = \"Option::is_none\")] ")
        },
        emit_struct: |_, _| String::new(),
        emit_enum: |name| format!("serde_enum!({name});\n"),
    },
    Candidate {
        name: "serde by hand",
        dependencies: SERDE,
        runtime: concat!(include_str!("runtime/common.rs"), include_str!("runtime/serde.rs")),
        attributes: "",
        field_attribute: |_| String::new(),
        emit_struct: emit_serde,
        emit_enum: |name| format!("serde_enum!({name});\n"),
    },
    Candidate {
        name: "match on name, generic calls",
        dependencies: JSON,
        runtime: concat!(
            include_str!("runtime/common.rs"),
            include_str!("runtime/value.rs"),
            include_str!("runtime/by_name.rs")
        ),
        attributes: "",
        field_attribute: |_| String::new(),
        emit_struct: emit_by_name,
        emit_enum: |name| format!("value_enum!({name});\n"),
    },
    Candidate {
        name: "match on name, `dyn`",
        dependencies: JSON,
        runtime: concat!(
            include_str!("runtime/common.rs"),
            include_str!("runtime/value.rs"),
            include_str!("runtime/slot.rs")
        ),
        attributes: "",
        field_attribute: |_| String::new(),
        emit_struct: emit_slot,
        emit_enum: |name| format!("value_enum!({name});\n"),
    },
    Candidate {
        name: "table of accessors, `dyn`",
        dependencies: JSON,
        runtime: concat!(
            include_str!("runtime/common.rs"),
            include_str!("runtime/value.rs"),
            include_str!("runtime/table.rs")
        ),
        attributes: "",
        field_attribute: |_| String::new(),
        emit_struct: emit_table,
        emit_enum: |name| format!("value_enum!({name});\n"),
    },
    Candidate {
        name: "**table of names, match on index, `dyn`** (docwright-client itself)",
        dependencies: CLIENT,
        runtime: include_str!("runtime/client.rs"),
        attributes: "",
        field_attribute: |_| String::new(),
        emit_struct: emit_index,
        emit_enum: |name| format!("::docwright_client::enum_codec!({name});\n"),
    },
];

/// The type of a field, inside its `Option`.
pub(crate) fn field_type(property: &Property) -> String {
    let item = match property.ty {
        Type::Text => "String".to_owned(),
        Type::Date => "DateTimeOffset".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Int => "i32".to_owned(),
        Type::Long => "i64".to_owned(),
        Type::Double => "f64".to_owned(),
        Type::Enum(index) => format!("Enum{index}"),
        Type::Struct(index) => format!("Struct{index}"),
    };
    match (property.is_collection, property.ty) {
        (true, _) => format!("Vec<{item}>"),
        (false, Type::Struct(_)) => format!("Box<{item}>"),
        (false, _) => item,
    }
}

/// One line for each property; `{name}` is its name on the wire in quotes, `{index}` its position.
fn each(properties: &[Property], template: &str) -> String {
    properties.iter().enumerate().fold(String::new(), |mut lines, (index, property)| {
        let line = template.replace("{name}", &format!("{:?}", property.name));
        let _ = writeln!(lines, "        {}", line.replace("{index}", &index.to_string()));
        lines
    })
}

const EXTRA: &str = "    #[inline]\n    fn extra(&self) -> &Extra { &self.extra }\n    \
    #[inline]\n    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }\n}\n";

fn emit_serde(name: &str, properties: &[Property]) -> String {
    let read = each(properties, "{name} => model.field_{index} = map.next_value()?,");
    let write = each(
        properties,
        "if let Some(value) = &self.field_{index} { map.serialize_entry({name}, value)?; }",
    );
    format!(
        "impl<'de> Deserialize<'de> for {name} {{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {{
        struct Members;
        impl<'de> Visitor<'de> for Members {{
            type Value = {name};
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{ f.write_str(\"an object\") }}
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<{name}, A::Error> {{
                let mut model = {name}::default();
                while let Some(name) = map.next_key::<String>()? {{
                    match name.as_str() {{
{read}                        _ => {{ model.extra.insert(name, map.next_value()?); }}
                    }}
                }}
                Ok(model)
            }}
        }}
        deserializer.deserialize_map(Members)
    }}
}}
impl Serialize for {name} {{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {{
        let mut map = serializer.serialize_map(None)?;
{write}        for (name, value) in &self.extra {{ map.serialize_entry(name, value)?; }}
        map.end()
    }}
}}
"
    )
}

fn emit_by_name(name: &str, properties: &[Property]) -> String {
    let read = each(properties, "{name} => decode(&mut self.field_{index}, value),");
    let write = each(properties, "object.member({name}, &self.field_{index});");
    format!(
        "impl Model for {name} {{
    #[inline]
    fn decode_member(&mut self, name: &str, value: Value) -> Result<(), Value> {{
        match name {{\n{read}        _ => Err(value),\n        }}
    }}
    #[inline]
    fn encode_members(&self, object: &mut ObjectWriter) {{
        let _ = &object;\n{write}    }}\n{EXTRA}"
    )
}

fn emit_slot(name: &str, properties: &[Property]) -> String {
    let read = each(properties, "{name} => &mut self.field_{index},");
    let write = each(properties, "visit({name}, &self.field_{index});");
    format!(
        "impl Model for {name} {{
    #[inline]
    fn slot(&mut self, name: &str) -> Option<&mut dyn Slot> {{
        Some(match name {{\n{read}        _ => return None,\n        }})
    }}
    #[inline]
    fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn Slot)) {{
        let _ = &visit;\n{write}    }}\n{EXTRA}"
    )
}

fn emit_table(name: &str, properties: &[Property]) -> String {
    let rows = each(
        properties,
        "Accessor { name: {name}, slot: |it| &mut it.field_{index}, get: |it| &it.field_{index} },",
    );
    format!(
        "impl Model for {name} {{
    const MEMBERS: &'static [Accessor<Self>] = &[\n{rows}    ];\n{EXTRA}\
impl Codec for {name} {{
    #[inline]
    fn decode(value: Value) -> Result<Self, Value> {{ decode_model(value) }}
    #[inline]
    fn encode(&self) -> Value {{ encode_model(self) }}
}}
"
    )
}

fn emit_index(name: &str, properties: &[Property]) -> String {
    let names = each(properties, "{name},");
    let read = each(properties, "{index} => &mut self.field_{index},");
    let write = each(properties, "{index} => &self.field_{index},");
    format!(
        "impl Model for {name} {{
    const NAME: &'static str = \"example.{name}\";
    const MEMBERS: &'static [&'static str] = &[\n{names}    ];
    #[inline]
    fn member(&self, index: usize) -> Result<&dyn Member, &Extra> {{
        Ok(match index {{\n{write}        _ => return Err(&self.extra),\n        }})
    }}
    #[inline]
    fn member_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra> {{
        Ok(match index {{\n{read}        _ => return Err(&mut self.extra),\n        }})
    }}\n}}\n"
    )
}
