//! Corrections as the text of a file.

use super::{
    Corrections, EnumCorrection, OperationCorrection, ParameterCorrection, PropertyCorrection,
    TypeCorrection,
};
use crate::edm::Kind;
use crate::source::Spanned;
use crate::toml_file::quote;
use std::fmt::Display;

/// The text of a file that makes these corrections; `command` proposes them anew.
pub fn write(corrections: &Corrections, command: &str) -> String {
    let mut file = File(format!("# Corrections of the docs. Proposed by: {command}\n"));
    corrections.types.iter().for_each(|it| file.of_type(it));
    corrections.properties.iter().for_each(|it| file.property(it));
    corrections.enums.iter().for_each(|it| file.of_enum(it));
    corrections.operations.iter().for_each(|it| file.operation(it));
    file.0
}

struct File(String);

impl File {
    fn of_type(&mut self, it: &TypeCorrection) {
        self.head("type", &it.name.value);
        self.text("base", it.base.as_ref(), |base| base.as_deref().unwrap_or("nothing").to_owned());
        self.text("kind", it.kind.as_ref(), |kind| match kind {
            Kind::Entity => "entity".to_owned(),
            Kind::Complex => "complex".to_owned(),
        });
        self.bare("open", it.open.as_ref());
        self.bare("abstract", it.is_abstract.as_ref());
        self.text("description", it.description.as_ref(), String::clone);
        self.text("rust", it.rust.as_ref(), String::clone);
        self.reason(&it.reason);
    }

    fn property(&mut self, it: &PropertyCorrection) {
        self.head("property", &format!("{}.{}", it.of, it.name.value));
        self.bare("exists", it.exists.as_ref());
        self.text("called", it.called.as_ref(), String::clone);
        self.text("type", it.ty.as_ref(), ToString::to_string);
        self.bare("nullable", it.nullable.as_ref());
        self.bare("navigation", it.navigation.as_ref());
        self.text("description", it.description.as_ref(), String::clone);
        self.text("rust", it.rust.as_ref(), String::clone);
        self.reason(&it.reason);
    }

    fn of_enum(&mut self, it: &EnumCorrection) {
        self.head("enum", &it.name.value);
        self.list("with", &it.with);
        self.list("without", &it.without);
        self.bare("flags", it.flags.as_ref());
        self.text("description", it.description.as_ref(), String::clone);
        self.text("rust", it.rust.as_ref(), String::clone);
        if !it.rust_members.is_empty() {
            let names = it.rust_members.iter();
            let names =
                names.map(|(name, it)| format!("{} = {}", quote(&name.value), quote(&it.value)));
            let names: Vec<String> = names.collect();
            self.0.push_str(&format!("rust-members = {{ {} }}\n", names.join(", ")));
        }
        self.reason(&it.reason);
    }

    fn operation(&mut self, it: &OperationCorrection) {
        self.head("operation", &format!("{} {}", it.method.as_str(), it.path.value));
        self.bare("exists", it.exists.as_ref());
        self.text("answers", it.answers.as_ref(), ToString::to_string);
        self.text("sends", it.sends.as_ref(), ToString::to_string);
        self.bare("status", it.status.as_ref());
        self.text("description", it.description.as_ref(), String::clone);
        for parameter in &it.parameters {
            self.parameter(parameter);
        }
        self.reason(&it.reason);
    }

    fn parameter(&mut self, it: &ParameterCorrection) {
        let mut fields = Vec::new();
        let mut field = |key: &str, value: Option<String>| {
            fields.extend(value.map(|value| format!("{key} = {value}")));
        };
        field("exists", it.exists.as_ref().map(|it| it.value.to_string()));
        field("called", it.called.as_ref().map(|it| quote(&it.value)));
        field("type", it.ty.as_ref().map(|it| quote(&it.value.to_string())));
        field("required", it.required.as_ref().map(|it| it.value.to_string()));
        let name = quote(&it.name.value);
        self.0.push_str(&format!("parameter.{name} = {{ {} }}\n", fields.join(", ")));
    }

    fn head(&mut self, kind: &str, name: &str) {
        self.0.push_str(&format!("\n[{kind}.{}]\n", quote(name)));
    }

    fn text<T>(&mut self, key: &str, value: Option<&Spanned<T>>, text: impl Fn(&T) -> String) {
        if let Some(value) = value {
            self.0.push_str(&format!("{key} = {}\n", quote(&text(&value.value))));
        }
    }

    fn bare(&mut self, key: &str, value: Option<&Spanned<impl Display>>) {
        if let Some(value) = value {
            self.0.push_str(&format!("{key} = {}\n", value.value));
        }
    }

    fn list(&mut self, key: &str, names: &[Spanned<String>]) {
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|it| quote(&it.value)).collect();
            self.0.push_str(&format!("{key} = [{}]\n", names.join(", ")));
        }
    }

    fn reason(&mut self, reason: &str) {
        self.0.push_str(&format!("reason = {}\n", quote(reason)));
    }
}
