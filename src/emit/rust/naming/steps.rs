//! Steps along a path: what one accessor adds to the URL, and the words it gives to names.

use super::names::Name;
use crate::model::{Argument, Path, PathSegment};

/// What keys, paths behind colons and `$` segments are called.
const SPECIAL: &[&str] = &["count", "id", "path", "reference", "value"];

/// One step along a path: what one accessor adds to the URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// Fixed text.
    Literal(&'a str),
    /// A value with fixed text around it.
    Key {
        /// Fixed text before the value.
        prefix: &'a str,
        /// The docs' name for the value.
        name: &'a str,
        /// Fixed text after the value.
        suffix: &'a str,
    },
    /// `:/` and a path, the colon after it added by what follows; perhaps a literal before it.
    ColonPath {
        /// `root` in `root:/{path}`.
        literal: Option<&'a str>,
        /// The docs' name for the path.
        name: &'a str,
    },
    /// A function call.
    Call {
        /// The function.
        name: &'a str,
        /// Its arguments.
        arguments: &'a [Argument],
        /// Fixed text after the call.
        suffix: &'a str,
    },
}

impl Step<'_> {
    /// What makes two steps of one parent the same: the wire form without regard to case and to what
    /// placeholders are called.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Literal(text) => text.to_ascii_lowercase(),
            Self::Key { prefix, suffix, .. } => {
                format!("{}{{}}{}", prefix.to_ascii_lowercase(), suffix)
            }
            Self::ColonPath { literal, .. } => {
                format!("{}:/{{}}", literal.unwrap_or_default().to_ascii_lowercase())
            }
            Self::Call { name, arguments, suffix } => {
                let arguments: Vec<String> = arguments
                    .iter()
                    .map(|it| {
                        format!(
                            "{}={}",
                            it.name.to_ascii_lowercase(),
                            it.fixed.as_deref().unwrap_or("{}")
                        )
                    })
                    .collect();
                format!("{}({}){suffix}", name.to_ascii_lowercase(), arguments.join(","))
            }
        }
    }

    /// The step on the wire, as far as a name may be its plain spelling.
    pub(crate) fn wire(&self) -> &str {
        match self {
            Self::Literal(text) | Self::Call { name: text, .. } => text,
            Self::Key { .. } | Self::ColonPath { .. } => "",
        }
    }

    /// The part of a node's name. An action's qualified name is no cast, and the words of keys and of `$` segments
    /// are theirs alone.
    pub(crate) fn name(&self, namespace: &str, is_action: bool, overloaded: bool) -> Name {
        match self {
            Self::Literal("$ref") => Name::of("reference"),
            Self::Literal(text) if is_action => action_name(text, namespace),
            Self::Literal(text) => match qualified(text, namespace) {
                Some(name) => Name::of(name).after("as"),
                None if text.starts_with('$') => Name::of(text),
                None => Name::of(text).beside(&[SPECIAL], "segment"),
            },
            Self::Key { prefix: "", suffix: "", .. } => Name::of("id"),
            Self::Key { prefix, suffix, .. } => {
                let (name, suffix) = match in_brackets(prefix, suffix) {
                    Some((word, rest)) => (Name::of(word).plus("by").plus("id"), rest),
                    None if prefix.is_empty() => (Name::of("id"), *suffix),
                    None => (Name::of(prefix).after("by"), *suffix),
                };
                match suffix {
                    "" => name,
                    ":" => name.plus("colon"),
                    suffix => name.then(&Name::of(suffix)),
                }
            }
            Self::ColonPath { literal, .. } => literal.map_or(Name::empty(), Name::of).plus("path"),
            Self::Call { name, arguments, .. } => {
                let name = action_name(name, namespace);
                let mut arguments = arguments.iter();
                match arguments.next() {
                    Some(first) if overloaded => arguments
                        .fold(name.plus("by").then(&overload_name(first)), |name, argument| {
                            name.plus("and").then(&overload_name(argument))
                        }),
                    _ => name,
                }
            }
        }
    }

    /// True where the docs choose the word, which may then meet one of ours.
    pub(super) fn is_free_text(&self) -> bool {
        match self {
            Self::Literal(text) => !text.starts_with('$'),
            Self::Call { .. } => true,
            Self::Key { .. } | Self::ColonPath { .. } => false,
        }
    }

    /// The docs' form.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Literal(text) => format!("/{text}"),
            Self::Key { prefix, name, suffix } => format!("/{prefix}{{{name}}}{suffix}"),
            Self::ColonPath { literal: Some(literal), name } => format!("/{literal}:/{{{name}}}"),
            Self::ColonPath { literal: None, name } => format!(":/{{{name}}}"),
            Self::Call { name, arguments, suffix } => {
                let arguments: Vec<String> = arguments.iter().map(argument_text).collect();
                format!("/{name}({}){suffix}", arguments.join(","))
            }
        }
    }

    /// True for what a module may be named after.
    pub(super) fn is_fixed_text(&self) -> bool {
        match self {
            Self::Literal(_) | Self::Call { .. } | Self::ColonPath { literal: Some(_), .. } => true,
            Self::Key { .. } | Self::ColonPath { literal: None, .. } => false,
        }
    }
}

/// The word before a key that stands in brackets, perhaps in quotes, and what follows the brackets: `orders({id})`.
pub(crate) fn in_brackets<'t>(prefix: &'t str, suffix: &'t str) -> Option<(&'t str, &'t str)> {
    let word = prefix.trim_end_matches('\'').strip_suffix('(')?;
    let rest = suffix.trim_start_matches('\'').strip_prefix(')')?;
    Some((word, rest))
}

fn argument_text(argument: &Argument) -> String {
    let value = match &argument.fixed {
        Some(text) => text.clone(),
        None => format!("{{{}}}", argument.name),
    };
    let prefix = argument.prefix.as_str();
    let value = if argument.quoted { format!("{prefix}'{value}'") } else { value };
    if argument.name.is_empty() { value } else { format!("{}={value}", argument.name) }
}

/// What tells an overload apart: the argument's name, and its value where that is fixed.
fn overload_name(argument: &Argument) -> Name {
    let name = argument_name(argument);
    argument.fixed.as_deref().map_or(name.clone(), |fixed| name.then(&Name::of(fixed)))
}

/// The name of an argument; where the docs write only a value, what it is.
pub(crate) fn argument_name(argument: &Argument) -> Name {
    if argument.name.is_empty() { Name::of("argument") } else { Name::of(&argument.name) }
}

/// The unqualified part of a literal that names a type, which makes it a cast.
fn qualified<'t>(text: &'t str, namespace: &str) -> Option<&'t str> {
    text.strip_prefix(namespace)?
        .strip_prefix('.')
        .filter(|name| !name.is_empty() && !namespace.is_empty())
}

/// The name of an action or function, without the default namespace.
fn action_name(text: &str, namespace: &str) -> Name {
    Name::of(qualified(text, namespace).unwrap_or(text))
}

/// A path as steps: colons that announce a path belong to the step of that path.
pub(crate) fn steps(path: &Path) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::with_capacity(path.segments.len());
    let mut after_colon = false;
    for (index, segment) in path.segments.iter().enumerate() {
        let key_follows = matches!(
            path.segments.get(index + 1),
            Some(PathSegment::Key { prefix, suffix, .. }) if prefix.is_empty() && matches!(suffix.as_str(), "" | ":")
        );
        let announced = std::mem::take(&mut after_colon);
        let mut open = |suffix: &'_ str| {
            after_colon = suffix == ":" && key_follows;
            after_colon
        };
        match segment {
            PathSegment::Literal(text) => match text.strip_suffix(':') {
                Some(text) if !text.is_empty() && open(":") => {
                    steps.push(Step::ColonPath { literal: Some(text), name: "" })
                }
                Some(_) | None => steps.push(Step::Literal(text)),
            },
            PathSegment::Key { name, .. } if announced => match steps.last_mut() {
                Some(Step::ColonPath { literal: Some(_), name: last }) if last.is_empty() => {
                    *last = name
                }
                _ => steps.push(Step::ColonPath { literal: None, name }),
            },
            PathSegment::Key { prefix, name, suffix } => {
                let suffix = if open(suffix) { "" } else { suffix.as_str() };
                steps.push(Step::Key { prefix, name, suffix });
            }
            PathSegment::Call { name, arguments, suffix } => {
                let suffix = if open(suffix) { "" } else { suffix.as_str() };
                steps.push(Step::Call { name, arguments, suffix });
            }
        }
    }
    steps
}

/// What overloads of one function share; other steps share nothing.
pub(super) fn call_key(step: &Step<'_>) -> String {
    match step {
        Step::Literal(name) | Step::Call { name, .. } => name.to_ascii_lowercase(),
        Step::Key { .. } | Step::ColonPath { .. } => step.key(),
    }
}
