//! Candidate crates and the programs that use them, as text.

use crate::candidate::{Candidate, field_type};
use crate::schema::Schema;
use std::fmt::Write;

pub(crate) fn emit_manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\n{dependencies}\n[profile.dev]\ndebug = \"line-tables-only\"\n\n\
         [profile.release]\nstrip = true\n"
    )
}

/// All types in one file: what a module tree costs is the same for all candidates.
pub(crate) fn emit_library(candidate: &Candidate, schema: &Schema) -> String {
    let mut text = candidate.runtime.to_owned();
    for (index, members) in schema.enums.iter().enumerate() {
        emit_enum(&mut text, &format!("Enum{index}"), members);
        text += &(candidate.emit_enum)(&format!("Enum{index}"));
    }
    for (index, properties) in schema.structs.iter().enumerate() {
        let name = format!("Struct{index}");
        let (mut fields, mut handles) = (String::new(), String::new());
        for (index, property) in properties.iter().enumerate() {
            let (wire_name, ty) = (&property.name, field_type(property));
            let attribute = (candidate.field_attribute)(wire_name);
            let handle = ty.trim_start_matches("Box<");
            let handle = if handle == ty { &ty } else { handle.trim_end_matches('>') };
            let _ = writeln!(fields, "    {attribute}pub field_{index}: Option<{ty}>,");
            let _ = writeln!(
                handles,
                "    pub const FIELD_{index}: Field<{name}, {handle}> = Field::new({wire_name:?});"
            );
        }
        let flatten = if candidate.attributes.is_empty() { "" } else { "#[serde(flatten)] " };
        let _ = writeln!(
            text,
            "#[derive(Clone, Default)]\n{}pub struct {name} {{\n{fields}    {flatten}pub extra: Extra,\n}}\n\
             impl {name} {{\n{handles}}}",
            candidate.attributes
        );
        text += &(candidate.emit_struct)(&name, properties);
    }
    text
}

fn emit_enum(text: &mut String, name: &str, members: &[String]) {
    let list = |row: &dyn Fn(usize, &str) -> String| -> String {
        members.iter().enumerate().map(|(index, member)| row(index, member)).collect()
    };
    let arms = list(&|index, _| format!("Member{index}, "));
    let rows = list(&|index, member| format!("({member:?}, Self::Member{index}), "));
    let texts = list(&|index, member| format!("Self::Member{index} => {member:?}, "));
    let _ = writeln!(
        text,
        "#[derive(Clone, Debug, PartialEq, Eq, Hash)]\n#[non_exhaustive]\n\
         pub enum {name} {{ {arms}Undocumented(UnknownMember) }}\n\
         impl EnumType for {name} {{\n    const NAME: &'static str = \"example.{name}\";\n    \
         const MEMBERS: &'static [(&'static str, Self)] = &[{rows}];\n    \
         fn as_str(&self) -> &str {{ match self {{ {texts}Self::Undocumented(text) => text.as_str() }} }}\n    \
         fn undocumented(text: UnknownMember) -> Self {{ Self::Undocumented(text) }}\n}}"
    );
}

/// A program that reads and writes some types, and times the first of them on a page.
pub(crate) fn emit_program(types: &[usize]) -> String {
    let first = types[0];
    let rows: String =
        types.iter().map(|index| format!("    again::<Struct{index}>(&text);\n")).collect();
    format!(
        "use candidate::{{Page, Struct{first}, read, write, types::*}};
use std::time::Instant;
fn again<T: candidate::Codec>(text: &str) {{
    if let Some(value) = read::<T>(text.as_bytes()) {{ println!(\"{{}}\", write(&value).len()); }}
}}
fn main() {{
    let Some(path) = std::env::args().nth(1) else {{ return }};
    let text = std::fs::read_to_string(path).unwrap_or_default();
    if std::env::args().nth(2).is_some() {{
{rows}        return;
    }}
    let Some(page) = read::<Page<Struct{first}>>(text.as_bytes()) else {{ return }};
    let mut best = [u128::MAX; 2];
    for _ in 0..30 {{
        let start = Instant::now();
        let read = std::hint::black_box(read::<Page<Struct{first}>>(std::hint::black_box(text.as_bytes())));
        best[0] = best[0].min(start.elapsed().as_nanos());
        drop(read);
        let start = Instant::now();
        let written = std::hint::black_box(write(std::hint::black_box(&page)));
        best[1] = best[1].min(start.elapsed().as_nanos());
        drop(written);
    }}
    println!(\"{{}} {{}} {{}}\", best[0], best[1], page.value.len());
}}
"
    )
}
