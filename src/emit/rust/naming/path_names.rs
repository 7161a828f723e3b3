//! Settles the names of a path tree: nodes, accessors, markers and their modules.

use super::apart;
use super::names::{CLIENT_METHODS, METHODS, Name};
use super::paths::{Endpoint, PathTree};
use super::steps::{Step, call_key};
use crate::methods::{self, CALLS};
use crate::model::{Method, Model, Shape};
use std::collections::{BTreeMap, BTreeSet};

/// The verb of an endpoint that is no action: method on the node, prefix of the marker.
pub(super) fn verb(method: Method, shape: Shape) -> &'static str {
    match (method, shape) {
        (Method::Get, Shape::List) => "list",
        (Method::Get, _) => "get",
        (Method::Post, _) => "create",
        (Method::Patch, _) => "update",
        (Method::Put, _) => "replace",
        (Method::Delete, _) => "delete",
        (Method::Head, _) => "head",
        (Method::Options, _) => "ask_options",
        (Method::Other(name), _) => methods::call(name),
    }
}

/// The names of the steps that follow one node, told apart: by the step's identity, actions on their own.
type Parts = BTreeMap<(bool, String), Name>;

impl<'a> PathTree<'a> {
    /// The tree of a model's operations, with all its names.
    pub(crate) fn of(model: &'a Model) -> Self {
        let mut tree = Self::unnamed(model);
        tree.settle(&model.default_namespace);
        // Names are made with all paths at hand, so that none depends on what is chosen.
        tree.keep_chosen(model);
        tree
    }
}

impl PathTree<'_> {
    /// Names everything. Parents stand before their children, so that one pass is enough.
    fn settle(&mut self, namespace: &str) {
        let endpoints = &self.endpoints;
        for node in &mut self.nodes {
            node.children = node.children_by_key.values().copied().collect();
            node.endpoints.sort_by_key(|&it| {
                (endpoints[it].action.is_some(), endpoints[it].operation().method)
            });
            node.spell();
        }
        for index in 0..self.nodes.len() {
            let parts = self.parts(index, namespace);
            self.name_children(index, &parts);
            self.name_endpoints(index, &parts);
            self.name_methods(index, &parts);
        }
        self.settle_modules();
        self.settle_nodes();
        self.settle_markers();
        self.settle_parameters(namespace);
    }

    fn parts(&self, index: usize, namespace: &str) -> Parts {
        let node = &self.nodes[index];
        let children = node.children.iter().filter_map(|&child| self.nodes[child].step.as_ref());
        let actions = node.endpoints.iter().filter_map(|&it| self.endpoints[it].action.as_ref());
        let steps: Vec<(bool, &Step<'_>)> =
            children.map(|step| (false, step)).chain(actions.map(|step| (true, step))).collect();

        let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (_, step) in &steps {
            forms.entry(call_key(step)).or_default().insert(step.key());
        }
        let name = |is_action: bool, step: &Step<'_>| {
            let overloaded = forms.get(&call_key(step)).is_some_and(|forms| forms.len() > 1);
            step.name(namespace, is_action, overloaded)
        };
        // One segment has one wire name, whether it is an action, a node or both.
        let mut wires: BTreeMap<String, &str> = BTreeMap::new();
        for (_, step) in &steps {
            wires.entry(step.key()).or_insert(step.wire());
        }
        let things: BTreeSet<(Name, &str)> = steps
            .iter()
            .map(|(is_action, step)| (name(*is_action, step), wires[&step.key()]))
            .collect();
        let settled: BTreeMap<(Name, &str), Name> =
            things.iter().cloned().zip(apart::settle(things.iter().cloned())).collect();
        steps
            .iter()
            .map(|(is_action, step)| {
                let part = &settled[&(name(*is_action, step), wires[&step.key()])];
                ((*is_action, step.key()), part.clone())
            })
            .collect()
    }

    fn name_children(&mut self, index: usize, parts: &Parts) {
        for child in self.nodes[index].children.clone() {
            let (parent, node) = (&self.nodes[index], &self.nodes[child]);
            let Some(step) = &node.step else { continue };
            let part = &parts[&(false, step.key())];
            let mut below = parent.below.clone();
            if below.is_empty() || step.is_fixed_text() {
                below.push(part.clone());
            }
            let module = if index == 0 { below.clone() } else { parent.below.clone() };
            let path = format!("{}{}", parent.path_before(step), step.text());
            let name = parent.name.then(part);
            let node = &mut self.nodes[child];
            (node.name, node.module, node.below, node.path) = (name, module, below, path);
        }
    }

    fn name_endpoints(&mut self, index: usize, parts: &Parts) {
        for endpoint in self.nodes[index].endpoints.clone() {
            let parent = &self.nodes[index];
            let (mut name, mut module) = (parent.name.clone(), parent.module.clone());
            if let Some(step) = &self.endpoints[endpoint].action {
                let part = &parts[&(true, step.key())];
                name = name.then(part);
                if index == 0 {
                    module.push(part.clone());
                }
            }
            let endpoint = &mut self.endpoints[endpoint];
            (endpoint.path_name, endpoint.module) = (name, module);
        }
    }

    fn name_methods(&mut self, index: usize, parts: &Parts) {
        let reserved: &[&[&str]] = match index {
            0 => &[METHODS, CALLS, CLIENT_METHODS],
            _ => &[METHODS, CALLS],
        };
        let mut actions = Vec::new();
        for &endpoint in &self.nodes[index].endpoints {
            let endpoint = &mut self.endpoints[endpoint];
            match &endpoint.action {
                Some(step) => {
                    let part = parts[&(true, step.key())].clone();
                    actions.push((part.beside(reserved, "action"), step.key()));
                }
                None => {
                    let operation = endpoint.operation();
                    endpoint.method = Name::of(verb(operation.method, operation.shape));
                }
            }
        }
        let called: BTreeSet<&Name> = actions.iter().map(|(action, _)| action).collect();
        let mut accessors = Vec::new();
        for &child in &self.nodes[index].children {
            let Some(step) = &self.nodes[child].step else { continue };
            let part = parts[&(false, step.key())].clone();
            let name = if step.is_free_text() { part.beside(reserved, "segment") } else { part };
            let is_called = called.contains(&name);
            accessors.push((if is_called { name.plus("segment") } else { name }, step.key()));
        }
        let things = actions.iter().chain(&accessors);
        let mut names =
            apart::settle(things.map(|(name, key)| (name.clone(), key.as_str()))).into_iter();
        for &endpoint in &self.nodes[index].endpoints {
            let endpoint = &mut self.endpoints[endpoint];
            if endpoint.action.is_some() {
                endpoint.method = names.next().expect("every action was settled");
            }
        }
        for child in self.nodes[index].children.clone() {
            self.nodes[child].method = names.next().expect("every accessor was settled");
        }
    }

    /// Tells modules apart whose names are too long to be spelled out, and finds what is above each.
    fn settle_modules(&mut self) {
        let nodes = self.nodes.iter().flat_map(|node| &node.below);
        let renamed =
            apart::modules_apart(nodes.chain(self.endpoints.iter().flat_map(|it| &it.module)));
        let nodes = self.nodes.iter_mut().flat_map(|it| it.module.iter_mut().chain(&mut it.below));
        for name in nodes.chain(self.endpoints.iter_mut().flat_map(|it| &mut it.module)) {
            if let Some(other) = renamed.get(name) {
                *name = other.clone();
            }
        }
        for (index, node) in self.nodes.iter().enumerate().skip(1) {
            self.above.entry(node.below.clone()).or_insert(index);
        }
    }

    /// Tells nodes of one module apart: `/a/{id}/b` and `/a/idB` spell the same.
    fn settle_nodes(&mut self) {
        let mut modules: BTreeMap<Vec<Name>, Vec<usize>> = BTreeMap::new();
        for (index, node) in self.nodes.iter().enumerate().skip(1) {
            modules.entry(node.module.clone()).or_default().push(index);
        }
        for members in modules.values() {
            let things = members.iter().map(|&index| {
                let node = &self.nodes[index];
                (node.name.clone(), node.path.as_str())
            });
            for (&index, name) in members.iter().zip(apart::settle(things)) {
                self.nodes[index].name = name;
            }
        }
    }

    fn settle_markers(&mut self) {
        let mut modules: BTreeMap<Vec<Name>, Vec<usize>> = BTreeMap::new();
        for (index, endpoint) in self.endpoints.iter().enumerate() {
            modules.entry(endpoint.module.clone()).or_default().push(index);
        }
        for members in modules.values() {
            let mut things = Vec::new();
            for &index in members {
                let endpoint = &self.endpoints[index];
                let marker = marker(endpoint);
                let identity =
                    format!("{} {}", endpoint.operation().method.as_str(), self.path_of(endpoint));
                things.push((marker, identity));
            }
            let things = things.iter().map(|(name, identity)| (name.clone(), identity.as_str()));
            let mut names = apart::settle(things).into_iter();
            for &index in members {
                self.endpoints[index].marker = names.next().expect("every marker was settled");
            }
        }
    }
}

fn marker(endpoint: &Endpoint<'_>) -> Name {
    let operation = endpoint.operation();
    endpoint.path_name.after(match endpoint.action {
        Some(_) => "call",
        None => verb(operation.method, operation.shape),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::rust::made_up::fixture::ModelBuilder;
    use crate::model::Shape;

    /// Operations as `METHOD shape /path`; the answer has a line an operation: marker and call.
    fn check(lines: &[&str]) -> String {
        let mut builder = ModelBuilder::default();
        for line in lines {
            let (line, shape) = match line.split_once(' ') {
                Some(("LIST", path)) => (format!("GET {path}"), Shape::List),
                Some(("CALL", path)) => (format!("POST {path}"), Shape::Action),
                Some(("POST", _)) => ((*line).to_owned(), Shape::Create),
                _ => ((*line).to_owned(), Shape::Get),
            };
            builder = builder.operation(&line, shape, "-", "-", "");
        }
        let model = builder.build();
        let tree = PathTree::of(&model);
        let mut text = String::new();
        for (module, endpoints) in tree.endpoint_modules() {
            for endpoint in endpoints {
                let endpoint = &tree.endpoints[endpoint];
                for name in module {
                    text.push_str(&format!("{}::", name.module_ident()));
                }
                text.push_str(&endpoint.marker.marker_ident().to_string());
                text.push_str("  client");
                for node in tree.way_to(endpoint.node) {
                    text.push_str(&format!(".{}()", tree.nodes[node].method.snake_ident()));
                }
                text.push_str(&format!(".{}()\n", endpoint.method.snake_ident()));
            }
        }
        text
    }

    #[test]
    fn verbs_follow_method_and_shape() {
        insta::assert_snapshot!(
            check(&["LIST /a", "POST /a", "GET /a/{id}", "PATCH /a/{id}", "PUT /a/{id}", "DELETE /a/{id}", "CALL /a/{id}/send"]),
            @"
            a::ListA  client.a().list()
            a::CreateA  client.a().create()
            a::GetAId  client.a().id().get()
            a::UpdateAId  client.a().id().update()
            a::ReplaceAId  client.a().id().replace()
            a::DeleteAId  client.a().id().delete()
            a::CallAIdSend  client.a().id().send()
            "
        );
    }

    #[test]
    fn values_in_a_path() {
        insta::assert_snapshot!(
            check(&["GET /a/number={x}", "GET /a/root:/{path}", "GET /a/root:/{path}:/b", "GET /a/{id}:/{path}:/b", "GET /a/{host}:/b", "GET /a/c", "GET /a/c({id})", "GET /a/d('{name}'):/b"]),
            @"
            a::GetAC  client.a().c().get()
            a::GetACById  client.a().c_by_id().get()
            a::GetADByIdColonB  client.a().d_by_id_colon().b().get()
            a::GetAByNumber  client.a().by_number().get()
            a::GetARootPath  client.a().root_path().get()
            a::GetAIdPathB  client.a().id().path().b().get()
            a::GetAIdColonB  client.a().id_colon().b().get()
            a::root_path::GetARootPathB  client.a().root_path().b().get()
            "
        );
    }

    #[test]
    fn functions_casts_and_dollar_segments() {
        insta::assert_snapshot!(
            check(&["GET /a/near(x={x})", "GET /a/at(x={x})", "GET /a/at(y={y})", "GET /a/at", "GET /a/acme.shop.b", "GET /a/$count", "GET /a/$ref", "CALL /a/acme.shop.go"]),
            @"
            a::CallAGo  client.a().go()
            a::GetACount  client.a().count().get()
            a::GetAReference  client.a().reference().get()
            a::GetAAsB  client.a().as_b().get()
            a::GetAAt  client.a().at().get()
            a::GetAAtByX  client.a().at_by_x().get()
            a::GetAAtByY  client.a().at_by_y().get()
            a::GetANear  client.a().near().get()
            "
        );
    }

    #[test]
    fn segments_that_are_called_like_verbs() {
        insta::assert_snapshot!(
            check(&["LIST /lists/list", "GET /lists/get/{id}", "CALL /lists/delete", "GET /lists/id", "GET /batch", "LIST /lists/copy", "CALL /lists/copy"]),
            @"
            batch::GetBatch  client.batch_segment().get()
            lists::CallListsCopy  client.lists().copy()
            lists::CallListsDelete  client.lists().delete_action()
            lists::ListListsCopy  client.lists().copy_segment().list()
            lists::GetListsIdSegment  client.lists().id_segment().get()
            lists::ListListsList  client.lists().list_segment().list()
            lists::get::GetListsGetId  client.lists().get_segment().id().get()
            "
        );
    }

    #[test]
    fn paths_that_spell_one_name() {
        insta::assert_snapshot!(
            check(&["GET /a/bC", "GET /a/b/c", "GET /a/{id}/d", "GET /a/idD", "GET /a/c-d", "GET /a/cD"]),
            @"
            a::GetABC  client.a().b_c().get()
            a::GetACDXfb5b8ad2  client.a().c_d_xfb5b8ad2().get()
            a::GetACD  client.a().c_d().get()
            a::GetAIdDX08e151a2  client.a().id_d().get()
            a::GetAIdDXfedb0f35  client.a().id().d().get()
            a::b::GetABC  client.a().b().c().get()
            "
        );
    }

    #[test]
    fn case_and_placeholder_names_do_not_split_paths() {
        insta::assert_snapshot!(
            check(&["GET /Users/{id}", "PATCH /users/{id | name}", "GET /users/{user-id}/ab", "GET /Users/{id}/aB/{id}"]),
            @"
            users::GetUsersId  client.users().id().get()
            users::UpdateUsersId  client.users().id().update()
            users::GetUsersIdAB  client.users().id().a_b().get()
            users::a_b::GetUsersIdABId  client.users().id().a_b().id().get()
            "
        );
    }

    #[test]
    fn another_page_renames_nothing() {
        let before = ["LIST /a", "GET /a/{id}/b", "CALL /a/{id}/send", "GET /a/near(x={x})"];
        let more = [
            "GET /a/{id}/send/{id}",
            "GET /a/{id}/list",
            "POST /a",
            "GET /a/{id}/b/c/d",
            "GET /a/number={x}",
        ];
        let lines: Vec<&str> = before.iter().chain(&more).copied().collect();
        let after = check(&lines);
        for line in check(&before).lines() {
            assert!(after.contains(line), "{line} is not in\n{after}");
        }
    }
}
