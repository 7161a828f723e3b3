//! The path tree: every documented path and its prefixes as nodes, with all names settled.

use super::names::{self, CLIENT_METHODS, METHODS, Name};
use super::steps::{Step, action_step_name, call_key, steps};
use crate::model::{Method, Model, Operation, RequestBody, Shape};
use std::collections::{BTreeMap, BTreeSet};

/// The nodes and endpoints of a model. Node 0 is the client itself.
#[derive(Debug)]
pub(super) struct PathTree<'a> {
    /// The nodes, parents before children.
    pub(super) nodes: Vec<Node<'a>>,
    /// The endpoints, in the model's order.
    pub(super) endpoints: Vec<Endpoint<'a>>,
}

/// A path that something is documented at or below.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// The last step, nothing for the client.
    pub(super) step: Option<Step<'a>>,
    /// The node before it.
    pub(super) parent: usize,
    /// Named by the whole path.
    pub(super) name: Name,
    /// The modules below `requests`: one or two, none for the client.
    pub(super) module: Vec<Name>,
    /// The modules of what follows it.
    below: Vec<Name>,
    /// The accessor on the parent.
    pub(super) method: Name,
    /// The nodes after it.
    pub(super) children: Vec<usize>,
    /// The endpoints called on it, actions after it included.
    pub(super) endpoints: Vec<usize>,
    /// The path as the docs write it.
    pub(super) path: String,
    children_by_key: BTreeMap<String, usize>,
    spellings: BTreeMap<&'a str, usize>,
}

/// One method on one path.
#[derive(Debug)]
pub(super) struct Endpoint<'a> {
    /// The operations with this identity: one, unless paths differ in ways that the wire does not show.
    pub(super) operations: Vec<&'a Operation>,
    /// The node that has the method.
    pub(super) node: usize,
    /// The action's own step, taken before the request.
    pub(super) action: Option<Step<'a>>,
    /// The method's name on the node.
    pub(super) method: Name,
    /// The operation marker.
    pub(super) marker: Name,
    /// The parameter struct, where the request has one.
    pub(super) parameters: Option<Name>,
    /// The modules below `operations`.
    pub(super) module: Vec<Name>,
    path_name: Name,
}

impl<'a> Endpoint<'a> {
    /// The operation that decides the types.
    pub(super) fn operation(&self) -> &'a Operation {
        self.operations[0]
    }
}

/// The verb of an endpoint that is no action: method on the node, prefix of the marker.
fn verb(operation: &Operation) -> &'static str {
    match (operation.method, operation.shape) {
        (Method::Get, Shape::List) => "list",
        (Method::Get, _) => "get",
        (Method::Post, _) => "create",
        (Method::Patch, _) => "update",
        (Method::Put, _) => "replace",
        (Method::Delete, _) => "delete",
    }
}

impl<'a> PathTree<'a> {
    /// Builds the tree of a model's operations.
    pub(super) fn of(model: &'a Model) -> Self {
        let mut tree = Self { nodes: vec![Node::new(None, 0)], endpoints: Vec::new() };
        let mut identities: BTreeMap<(usize, Option<String>, Method), usize> = BTreeMap::new();
        for operation in &model.operations {
            let mut steps = steps(&operation.path);
            let action = match steps.last() {
                Some(Step::Literal(text)) if !text.starts_with('$') => {
                    is_action(operation).then(|| steps.pop()).flatten()
                }
                Some(Step::Call { .. }) => is_action(operation).then(|| steps.pop()).flatten(),
                _ => None,
            };
            let node = steps.into_iter().fold(0, |node, step| tree.child(node, step));
            let identity = (node, action.as_ref().map(Step::key), operation.method);
            match identities.get(&identity) {
                Some(&endpoint) => {
                    let endpoint: &mut Endpoint<'a> = &mut tree.endpoints[endpoint];
                    endpoint.operations.push(operation);
                }
                None => {
                    identities.insert(identity, tree.endpoints.len());
                    tree.nodes[node].endpoints.push(tree.endpoints.len());
                    tree.endpoints.push(Endpoint {
                        operations: vec![operation],
                        node,
                        action,
                        method: Name::empty(),
                        marker: Name::empty(),
                        parameters: None,
                        module: Vec::new(),
                        path_name: Name::empty(),
                    });
                }
            }
        }
        tree.settle(&model.default_namespace);
        tree
    }

    fn child(&mut self, parent: usize, step: Step<'a>) -> usize {
        let key = step.key();
        let child = match self.nodes[parent].children_by_key.get(&key) {
            Some(&child) => child,
            None => {
                let child = self.nodes.len();
                self.nodes.push(Node::new(Some(step.clone()), parent));
                self.nodes[parent].children_by_key.insert(key, child);
                child
            }
        };
        if let Step::Literal(text) = step {
            *self.nodes[child].spellings.entry(text).or_default() += 1;
        }
        child
    }

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
            self.settle_paths(index, namespace);
            self.settle_methods(index, namespace);
        }
        self.settle_nodes();
        self.settle_markers();
    }

    /// Names, modules and paths of what follows a node, before they are told apart.
    fn settle_paths(&mut self, index: usize, namespace: &str) {
        let overloaded = self.overloaded(index);
        for child in self.nodes[index].children.clone() {
            let Some(step) = self.nodes[child].step.clone() else { continue };
            let name = step.name(namespace, overloaded.contains(&call_key(&step)));
            let parent = &self.nodes[index];
            let mut below = parent.below.clone();
            if below.is_empty() || (below.len() == 1 && step.is_fixed_text()) {
                below.push(name.clone());
            }
            let module = if index == 0 { below.clone() } else { parent.below.clone() };
            let path = format!("{}{}", parent.path, step.text());
            let name = parent.name.then(&name);
            let child = &mut self.nodes[child];
            (child.name, child.module, child.below, child.path) = (name, module, below, path);
        }
        for endpoint in self.nodes[index].endpoints.clone() {
            let parent = &self.nodes[index];
            let (mut name, mut module) = (parent.name.clone(), parent.module.clone());
            if let Some(step) = &self.endpoints[endpoint].action {
                let action =
                    action_step_name(step, namespace, overloaded.contains(&call_key(step)));
                if module.is_empty() {
                    module.push(action.clone());
                }
                name = name.then(&action);
            }
            let endpoint = &mut self.endpoints[endpoint];
            (endpoint.path_name, endpoint.module) = (name, module);
        }
    }

    /// The functions of a node that are documented with different arguments.
    fn overloaded(&self, index: usize) -> BTreeSet<String> {
        let node = &self.nodes[index];
        let children = node.children.iter().filter_map(|&child| self.nodes[child].step.as_ref());
        let actions =
            node.endpoints.iter().filter_map(|&endpoint| self.endpoints[endpoint].action.as_ref());
        let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for step in children.chain(actions) {
            forms.entry(call_key(step)).or_default().insert(step.key());
        }
        forms.into_iter().filter(|(_, forms)| forms.len() > 1).map(|(name, _)| name).collect()
    }

    fn settle_methods(&mut self, index: usize, namespace: &str) {
        let reserved: &[&[&str]] = if index == 0 { &[METHODS, CLIENT_METHODS] } else { &[METHODS] };
        let overloaded = self.overloaded(index);
        let mut actions = Vec::new();
        for &endpoint in &self.nodes[index].endpoints {
            let endpoint = &mut self.endpoints[endpoint];
            match &endpoint.action {
                Some(step) => {
                    let name =
                        action_step_name(step, namespace, overloaded.contains(&call_key(step)));
                    actions.push((name.beside(reserved, "action"), step.key()));
                }
                None => endpoint.method = Name::of(verb(endpoint.operation())),
            }
        }
        let mut children = Vec::new();
        for &child in &self.nodes[index].children {
            let Some(step) = &self.nodes[child].step else { continue };
            let name = step.method(namespace, overloaded.contains(&call_key(step)), reserved);
            let called = actions.iter().any(|(action, _)| *action == name);
            children.push((if called { name.plus("segment") } else { name }, step.key()));
        }
        let names = names::settle(
            actions.iter().chain(&children).map(|(name, key)| (name.clone(), key.as_str())),
        );
        let mut names = names.into_iter();
        for &endpoint in &self.nodes[index].endpoints {
            let endpoint = &mut self.endpoints[endpoint];
            if endpoint.action.is_some() {
                endpoint.method = names.next().expect("every action was settled");
            }
        }
        for child in self.nodes[index].children.clone() {
            self.nodes[child].method = names.next().expect("every child was settled");
        }
    }

    fn settle_nodes(&mut self) {
        let mut modules: BTreeMap<Vec<Name>, Vec<usize>> = BTreeMap::new();
        for (index, node) in self.nodes.iter().enumerate().skip(1) {
            modules.entry(node.module.clone()).or_default().push(index);
        }
        for members in modules.values() {
            let names =
                names::settle(members.iter().map(|&index| {
                    (self.nodes[index].name.clone(), self.nodes[index].path.as_str())
                }));
            for (&index, name) in members.iter().zip(names) {
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
                let verb =
                    if endpoint.action.is_some() { "call" } else { verb(endpoint.operation()) };
                let marker = endpoint.path_name.after(verb);
                let parameters =
                    if endpoint.action.is_some() { &endpoint.path_name } else { &marker }
                        .plus("parameters");
                let identity = format!("{verb} {}", self.path_of(endpoint));
                things.push((marker, identity.clone()));
                if matches!(endpoint.operation().request, RequestBody::Parameters(_)) {
                    things.push((parameters, identity));
                }
            }
            let names = names::settle(
                things.iter().map(|(name, identity)| (name.clone(), identity.as_str())),
            );
            let mut names = names.into_iter();
            for &index in members {
                let endpoint = &mut self.endpoints[index];
                endpoint.marker = names.next().expect("every marker was settled");
                if matches!(endpoint.operation().request, RequestBody::Parameters(_)) {
                    endpoint.parameters = names.next();
                }
            }
        }
    }

    /// The path of an endpoint, as the docs write it.
    pub(super) fn path_of(&self, endpoint: &Endpoint<'_>) -> String {
        let action = endpoint.action.as_ref().map(Step::text).unwrap_or_default();
        format!("{}{action}", self.nodes[endpoint.node].path)
    }

    /// The nodes of every module below `requests`, in the order of the modules and their nodes.
    pub(super) fn node_modules(&self) -> BTreeMap<&[Name], Vec<usize>> {
        let mut modules: BTreeMap<&[Name], Vec<usize>> = BTreeMap::new();
        self.preorder(0, &mut |index| {
            if index > 0 {
                modules.entry(&self.nodes[index].module).or_default().push(index);
            }
        });
        modules
    }

    /// The endpoints of every module below `operations`, in the order of the nodes.
    pub(super) fn endpoint_modules(&self) -> BTreeMap<&[Name], Vec<usize>> {
        let mut modules: BTreeMap<&[Name], Vec<usize>> = BTreeMap::new();
        self.preorder(0, &mut |index| {
            for &endpoint in &self.nodes[index].endpoints {
                modules.entry(&self.endpoints[endpoint].module).or_default().push(endpoint);
            }
        });
        modules
    }

    fn preorder(&self, start: usize, visit: &mut dyn FnMut(usize)) {
        let mut walk = vec![start];
        while let Some(index) = walk.pop() {
            visit(index);
            walk.extend(self.nodes[index].children.iter().rev());
        }
    }

    /// The nodes from the client to a node, the client left out.
    pub(super) fn way_to(&self, node: usize) -> Vec<usize> {
        let mut way: Vec<usize> =
            std::iter::successors(Some(node), |&index| Some(self.nodes[index].parent))
                .take_while(|&index| index != 0)
                .collect();
        way.reverse();
        way
    }
}

impl<'a> Node<'a> {
    fn new(step: Option<Step<'a>>, parent: usize) -> Self {
        Self {
            step,
            parent,
            name: Name::empty(),
            module: Vec::new(),
            below: Vec::new(),
            method: Name::empty(),
            children: Vec::new(),
            endpoints: Vec::new(),
            path: String::new(),
            children_by_key: BTreeMap::new(),
            spellings: BTreeMap::new(),
        }
    }

    /// Where pages spell a literal differently, the wire gets the commonest spelling, lower case first.
    fn spell(&mut self) {
        let commonest = self
            .spellings
            .iter()
            .max_by_key(|(text, count)| (**count, **text))
            .map(|(text, _)| *text);
        if let (Some(Step::Literal(text)), Some(commonest)) = (&mut self.step, commonest) {
            *text = commonest;
        }
    }
}

fn is_action(operation: &Operation) -> bool {
    operation.method == Method::Post && operation.shape == Shape::Action
}

#[cfg(test)]
mod tests {
    use super::super::fixture::ModelBuilder;
    use super::*;

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
            check(&["GET /a/number={x}", "GET /a/root:/{path}", "GET /a/root:/{path}:/b", "GET /a/{id}:/{path}:/b", "GET /a/{host}:/b"]),
            @"
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
            lists::GetListsId  client.lists().id_segment().get()
            lists::ListListsList  client.lists().list_segment().list()
            lists::get::GetListsGetId  client.lists().get_segment().id().get()
            "
        );
    }

    #[test]
    fn paths_that_spell_one_name() {
        insta::assert_snapshot!(
            check(&["GET /a/b/{id}/cD", "GET /a/b/{id}/c/d", "GET /a/bC", "GET /a/b/c"]),
            @"
            a::GetABC  client.a().b_c().get()
            a::b::GetABC  client.a().b().c().get()
            a::b::GetABIdCDX3ae7db48  client.a().b().id().c().d().get()
            a::b::GetABIdCDXf122b47d  client.a().b().id().c_d().get()
            "
        );
    }

    #[test]
    fn case_and_placeholder_names_do_not_split_paths() {
        insta::assert_snapshot!(
            check(&["GET /Users/{id}", "PATCH /users/{id | name}", "GET /users/{user-id}/a"]),
            @"
            users::GetUsersId  client.users().id().get()
            users::UpdateUsersId  client.users().id().update()
            users::GetUsersIdA  client.users().id().a().get()
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
