//! Commands as somebody types them.

use super::args::Line;
use crate::config::Emit;
use std::path::Path;

impl Line {
    /// What to type to write the client that these arguments are about, `docs` if they name some.
    pub(super) fn generate_command(&self, docs: Option<&Path>, out: Option<&Path>) -> String {
        let mut command = "docwright generate".to_owned();
        if let Some(docs) = docs {
            command.push_str(&format!(" {}", quoted(&docs.to_string_lossy())));
        }
        let reading = &self.reading;
        let path = |path: &Path| path.to_string_lossy().into_owned();
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                command.push_str(&format!(" --{name} {}", quoted(&value)));
            }
        };
        add("name", self.name.clone());
        add("out", out.map(path));
        add("dialect", reading.dialect.clone());
        add("base-url", reading.base_url.clone());
        add("service-version", reading.service_version.clone());
        add("corrections", reading.corrections.as_deref().map(path));
        for root in &reading.include_root {
            add("include-root", Some(path(root)));
        }
        for root in &reading.trusted_root {
            add("trusted-root", Some(path(root)));
        }
        add("runtime", self.runtime.as_ref().map(ToString::to_string));
        for derive in &self.additions.derives {
            add("derives", Some(derive.clone()));
        }
        for dependency in &self.additions.dependencies {
            add("dependencies", Some(dependency.to_string()));
        }
        let emit = self.emit.as_ref().map(|emit| {
            let names = emit.iter().filter_map(|it| {
                let emit = Emit::from(*it);
                Emit::NAMES.iter().find(|(_, known)| *known == emit)
            });
            names.map(|(name, _)| *name).collect::<Vec<_>>().join(",")
        });
        add("emit", emit);
        command + &self.choice.typed()
    }
}

/// A text as a shell takes it for one word.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:=,@%".contains(c);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}
