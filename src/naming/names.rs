//! Names as pages write them, with the namespace that they are of.

use super::cx::Cx;
use crate::model::TypeName;

/// Whether a name is qualified by a namespace that is neither the default one nor below it.
pub(crate) fn is_foreign(cx: &Cx<'_>, name: &str) -> bool {
    let default = cx.dialect.default_namespace.as_str();
    name.contains('.')
        && !name.get(..default.len()).is_some_and(|start| start.eq_ignore_ascii_case(default))
}

/// Splits a name as written; a bare one is of the given namespace.
pub(crate) fn type_name(cx: &Cx<'_>, written: &str, namespace: &str) -> TypeName {
    let written = written.trim_start_matches('#');
    let default = cx.dialect.default_namespace.as_str();
    let (namespace, name) = match written.rsplit_once('.') {
        Some((namespace, name))
            if namespace.contains('.') || namespace.eq_ignore_ascii_case(default) =>
        {
            (namespace.to_owned(), name)
        }
        // A partial name such as `part.thing` is below the default namespace.
        Some((part, name)) => (format!("{default}.{part}"), name),
        None => (namespace.to_owned(), written),
    };
    TypeName { namespace: cx.namespaces.spell(&namespace, cx.dialect), name: name.to_owned() }
}

/// The namespaces that a bare name may be of, the nearest first: the one that it is written in, those
/// around it, and the default one.
pub(crate) fn namespaces_around<'a>(
    cx: &Cx<'a>,
    namespace: &'a str,
) -> impl Iterator<Item = &'a str> {
    let around = std::iter::successors(Some(namespace), |it| {
        it.rsplit_once('.').map(|(around, _)| around).filter(|around| around.contains('.'))
    });
    around.chain([cx.dialect.default_namespace.as_str()])
}
