//! Paths in parts, and what parameters are of.

use crate::model::{Argument, ParametersOf, Path, PathSegment};
use serde_json::{Value, json};

/// The normalised path, a member for each segment.
pub(super) fn emit_route(path: &Path) -> Value {
    let segment = |segment: &PathSegment| match segment {
        PathSegment::Literal(text) => json!({"literal": text}),
        PathSegment::Key { prefix, name, suffix } => {
            json!({"key": name, "prefix": prefix, "suffix": suffix})
        }
        PathSegment::Call { name, arguments, suffix } => {
            let argument = |it: &Argument| {
                json!({
                    "name": it.name,
                    "type": it.ty.name(),
                    "quoted": it.quoted,
                    "prefix": it.prefix,
                    "fixed": it.fixed,
                })
            };
            let arguments: Vec<Value> = arguments.iter().map(argument).collect();
            json!({"call": name, "arguments": arguments, "suffix": suffix})
        }
    };
    path.segments.iter().map(segment).collect()
}

/// What parameters are of, in parts.
pub(super) fn emit_action(of: &ParametersOf) -> Value {
    match of {
        ParametersOf::Titled { namespace, binding, action } => {
            json!({"namespace": namespace, "binding": binding, "action": action})
        }
        ParametersOf::Shortest { method, shape, path } => json!({
            "method": method.as_str(),
            "shape": format!("{shape:?}").to_lowercase(),
            "route": emit_route(path),
        }),
    }
}
