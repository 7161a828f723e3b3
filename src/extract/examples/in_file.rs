//! JSON that a command sends from a file, and that stands in a block of its own whose text names the file.
//!
//! ````markdown
//! ```sh
//! curl https://lamps.example/lamps -d @lamp.json
//! ```
//!
//! Where `lamp.json` is:
//!
//! ```json
//! { "colour": "red" }
//! ```
//! ````

use super::example_body::looks_like_json;
use crate::dialect::Section;
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use std::collections::BTreeMap;

/// The files that commands send, each with the place of the last example that does.
#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<String, usize>);

impl Files {
    /// Remembers what an example's command sends from elsewhere: `@lamp.json`, `$LAMP`, `$(cat lamp.json)`.
    pub(super) fn sent(&mut self, elsewhere: &str, example: usize) {
        self.0.extend(name(elsewhere).map(|it| (it.to_owned(), example)));
    }

    /// The example that sends the JSON of a code block, as the text above it names the file.
    pub(super) fn sender(&mut self, cx: &Cx<'_>, code: &AnnotatedCode<'_>) -> Option<usize> {
        if self.0.is_empty() || !looks_like_json(cx.sources().text(code.code.content)) {
            return None;
        }
        if let Some(named) = words(code).into_iter().find(|it| self.0.contains_key(it)) {
            return self.0.remove(&named);
        }
        // The only file that is sent is what stands below a heading that says so.
        let is_only = self.0.len() == 1 && is_payload(code);
        is_only.then(|| self.0.pop_first()).flatten().map(|(_, example)| example)
    }
}

/// Whether JSON right above a command is what that sends from elsewhere: the text above it names that, or its heading says
/// that it is sent.
pub(super) fn is_sent(cx: &Cx<'_>, code: &AnnotatedCode<'_>, elsewhere: &str) -> bool {
    let is_named = || name(elsewhere).is_some_and(|name| words(code).iter().any(|it| it == name));
    looks_like_json(cx.sources().text(code.code.content)) && (is_payload(code) || is_named())
}

/// Whether the heading above code says that it is sent.
fn is_payload(code: &AnnotatedCode<'_>) -> bool {
    matches!(code.section, Some(Section::RequestBody | Section::ExampleRequest))
}

/// The words of the text above code, without the marks around them.
fn words(code: &AnnotatedCode<'_>) -> Vec<String> {
    let said = code.said.map(|(_, said)| said.plain().into_owned()).unwrap_or_default();
    said.split_whitespace().filter_map(|it| name(it).map(str::to_owned)).collect()
}

/// The name of a file or variable without its folders and what stands around it.
fn name(text: &str) -> Option<&str> {
    let last = text.split(|c: char| c.is_whitespace() || c == '/').next_back()?;
    let is_around = |c: char| !c.is_alphanumeric() && c != '_';
    Some(last.trim_matches(is_around)).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_of_files() {
        for (text, expected) in [
            ("@lamp.json", "lamp.json"),
            ("@./data/lamp.json", "lamp.json"),
            ("$(cat lamp.json)", "lamp.json"),
            ("${LAMP}", "LAMP"),
            ("`lamp.json`:", "lamp.json"),
        ] {
            assert_eq!(name(text), Some(expected), "{text}");
        }
        assert_eq!(name("@-"), None);
    }
}
