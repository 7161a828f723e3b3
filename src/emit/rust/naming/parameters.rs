//! The structs of parameters: one an action, however it is reached, with its name and its place.

use super::apart;
use super::names::Name;
use super::path_names::verb;
use super::paths::{ParameterStruct, PathTree};
use super::steps::{Step, steps};
use super::types::namespace_modules;
use crate::model::{Operation, ParametersOf, Path, RequestBody, Shape};
use std::borrow::Cow;
use std::collections::BTreeMap;

impl<'a> PathTree<'a> {
    /// Gives every endpoint that takes parameters the struct of its action.
    pub(super) fn settle_parameters(&mut self, default_namespace: &str) {
        let mut actions: BTreeMap<Cow<'a, ParametersOf>, ParameterStruct<'a>> = BTreeMap::new();
        for (index, endpoint) in self.endpoints.iter().enumerate() {
            let RequestBody::Parameters(parameters) = &endpoint.operation().request else {
                continue;
            };
            let of = action_of(endpoint.operation());
            let strukt = actions.entry(of.clone()).or_insert_with(|| ParameterStruct {
                name: name(&of, default_namespace),
                namespace: namespace(&of, default_namespace),
                file: Name::empty(),
                of,
                parameters,
                endpoints: Vec::new(),
            });
            strukt.endpoints.push(index);
        }
        self.parameters = actions.into_values().collect();
        self.settle_parameter_names();
        for (index, strukt) in self.parameters.iter().enumerate() {
            for &endpoint in &strukt.endpoints {
                self.endpoints[endpoint].parameters = Some(index);
            }
        }
    }

    fn settle_parameter_names(&mut self) {
        let namespaces = self.parameters.iter().flat_map(|it| &it.namespace);
        let renamed = apart::modules_apart(namespaces);
        for name in self.parameters.iter_mut().flat_map(|it| &mut it.namespace) {
            if let Some(other) = renamed.get(name) {
                *name = other.clone();
            }
        }
        let mut scopes: BTreeMap<Vec<Name>, Vec<usize>> = BTreeMap::new();
        for (index, strukt) in self.parameters.iter().enumerate() {
            scopes.entry(strukt.namespace.clone()).or_default().push(index);
        }
        let below = apart::modules_by_scope(scopes.keys().map(Vec::as_slice));
        for (scope, members) in &scopes {
            let wires: Vec<String> = members.iter().map(|&it| self.parameters[it].wire()).collect();
            let things = members.iter().zip(&wires);
            let settled = apart::settle(
                things.map(|(&it, wire)| (self.parameters[it].name.clone(), wire.as_str())),
            );
            let files = apart::files_beside(below.get(scope.as_slice()), &settled);
            for ((&index, name), file) in members.iter().zip(settled).zip(files) {
                (self.parameters[index].name, self.parameters[index].file) = (name, file);
            }
        }
    }
}

impl ParameterStruct<'_> {
    /// What tells it from those that are spelled like it. A name by a title is plain, one by a path steps aside.
    fn wire(&self) -> String {
        match &*self.of {
            ParametersOf::Titled { .. } => self.name.lower_camel(),
            ParametersOf::Shortest { .. } => self.of.to_string(),
        }
    }
}

/// The action that an operation takes the parameters of; one that was made without has its own.
fn action_of(operation: &Operation) -> Cow<'_, ParametersOf> {
    match &operation.parameters_of {
        Some(of) => Cow::Borrowed(of),
        None => Cow::Owned(ParametersOf::Shortest {
            method: operation.method,
            shape: operation.shape,
            path: operation.path.clone(),
        }),
    }
}

fn name(of: &ParametersOf, namespace: &str) -> Name {
    match of {
        ParametersOf::Titled { binding, action, .. } => Name::of(binding).then(&Name::of(action)),
        ParametersOf::Shortest { method, shape, path } => match shape {
            Shape::Action => path_name(path, namespace, true),
            _ => path_name(path, namespace, false).after(verb(*method, *shape)),
        },
    }
}

/// A path's name by itself: what else is documented has no say.
fn path_name(path: &Path, namespace: &str, is_action: bool) -> Name {
    let steps = steps(path);
    let named = steps.iter().enumerate().map(|(index, step)| match step {
        Step::Literal(action) | Step::Call { name: action, .. }
            if is_action && index + 1 == steps.len() =>
        {
            Name::of(action.rsplit('.').next().unwrap_or(action))
        }
        _ => step.name(namespace, false, false),
    });
    named.fold(Name::empty(), |name, step| name.then(&step))
}

fn namespace(of: &ParametersOf, default: &str) -> Vec<Name> {
    match of {
        ParametersOf::Titled { namespace, .. } => namespace_modules(default, namespace),
        ParametersOf::Shortest { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::rust::made_up::fixture::ModelBuilder;

    /// Actions as `/path`, or `namespace binding: action` at `/path`; the answer has a line a struct.
    fn check(lines: &[&str]) -> String {
        let mut builder = ModelBuilder::default();
        for line in lines {
            let (titled, path) = line.split_once(" at ").unwrap_or(("", line));
            builder = builder
                .operation(&format!("POST {path}"), Shape::Action, "(a: String)", "-", "")
                .with(|operation| {
                    operation.parameters_of = titled.split_once(": ").map(|(bound, action)| {
                        let (namespace, binding) =
                            bound.split_once(' ').unwrap_or(("acme.shop", bound));
                        ParametersOf::Titled {
                            namespace: namespace.into(),
                            binding: binding.into(),
                            action: action.into(),
                        }
                    });
                });
        }
        let model = builder.build();
        let tree = PathTree::of(&model);
        let mut text = String::new();
        for strukt in &tree.parameters {
            for module in &strukt.namespace {
                text.push_str(&format!("{}::", module.module_ident()));
            }
            let (name, file) = (strukt.name.type_ident(), strukt.file.module_ident());
            text.push_str(&format!("{name} in {file}, {} of them\n", strukt.endpoints.len()));
        }
        text
    }

    #[test]
    fn one_struct_an_action() {
        insta::assert_snapshot!(check(&[
            "order: cancel at /orders/{id}/cancel",
            "order: cancel at /me/orders/{id}/cancel",
            "/users/{id}/orders/{id}/acme.shop.cancel",
            "/orders/{id}/other.shop.cancel",
            "acme.shop.tax order: cancel at /tax/orders/{id}/cancel",
        ]));
    }

    #[test]
    fn names_that_meet() {
        insta::assert_snapshot!(check(&[
            "order: lineCancel at /orders/{id}/lines/{id}/cancel",
            "orders: idSeal at /orders/{id}/lid",
            "/orders/{id}/seal",
            "string: a at /strings/{id}/a",
            "vec: '' at /vec/{id}/x",
            "acme.shop.orderSeal a: b at /x/{id}/b",
            "order: seal at /y/{id}/seal",
        ]));
    }
}
