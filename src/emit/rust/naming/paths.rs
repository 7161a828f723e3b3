//! The path tree: every documented path and its prefixes as nodes, without their names, which `path_names` gives them.

use super::names::Name;
use super::steps::{Step, steps};
use crate::model::{Method, Model, Operation, Parameter, ParametersOf, Shape};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The nodes and endpoints of a model. Node 0 is the client itself.
#[derive(Debug)]
pub(crate) struct PathTree<'a> {
    /// The nodes, parents before children.
    pub(crate) nodes: Vec<Node<'a>>,
    /// The endpoints, in the model's order.
    pub(crate) endpoints: Vec<Endpoint<'a>>,
    /// The structs of parameters that endpoints take.
    pub(crate) parameters: Vec<ParameterStruct<'a>>,
    /// The query parameter by which lists go on, where some of them list it: the others are whole.
    pub(crate) page_parameter: Option<&'a str>,
    /// The first node above each module.
    pub(super) above: BTreeMap<Vec<Name>, usize>,
}

/// A path that something is documented at or below.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    /// The last step, nothing for the client.
    pub(crate) step: Option<Step<'a>>,
    /// The node before it.
    pub(crate) parent: usize,
    /// Named by the whole path.
    pub(crate) name: Name,
    /// The modules below `requests`: the literals before the last step, none for the client.
    pub(crate) module: Vec<Name>,
    /// The modules of what follows it.
    pub(crate) below: Vec<Name>,
    /// The accessor on the parent.
    pub(crate) method: Name,
    /// The nodes after it.
    pub(crate) children: Vec<usize>,
    /// The endpoints called on it, actions after it included.
    pub(crate) endpoints: Vec<usize>,
    /// The path as the docs write it.
    pub(crate) path: String,
    pub(super) children_by_key: BTreeMap<String, usize>,
    spellings: BTreeSet<&'a str>,
}

/// One method on one path.
#[derive(Debug)]
pub(crate) struct Endpoint<'a> {
    /// The operations with this identity: one, unless paths differ in ways that the wire does not show.
    pub(crate) operations: Vec<&'a Operation>,
    /// The node that has the method.
    pub(crate) node: usize,
    /// The action's own step, taken before the request.
    pub(crate) action: Option<Step<'a>>,
    /// The method's name on the node.
    pub(crate) method: Name,
    /// The operation marker.
    pub(crate) marker: Name,
    /// The struct of its parameters, where the request has some.
    pub(crate) parameters: Option<usize>,
    /// The modules below `operations`.
    pub(crate) module: Vec<Name>,
    /// Named by the whole path, for the marker.
    pub(super) path_name: Name,
}

/// One struct of parameters.
#[derive(Debug)]
pub(crate) struct ParameterStruct<'a> {
    /// The action.
    pub(crate) of: Cow<'a, ParametersOf>,
    /// The struct's name.
    pub(crate) name: Name,
    /// The modules below `parameters`, none for the default namespace.
    pub(crate) namespace: Vec<Name>,
    /// The private module, and so the file, that holds it.
    pub(crate) file: Name,
    /// The parameters.
    pub(crate) parameters: &'a [Parameter],
    /// The endpoints that take it.
    pub(crate) endpoints: Vec<usize>,
}

impl<'a> Endpoint<'a> {
    /// The operation that decides the types.
    pub(crate) fn operation(&self) -> &'a Operation {
        self.operations[0]
    }
}

impl<'a> PathTree<'a> {
    /// Builds the tree of a model's operations.
    pub(super) fn unnamed(model: &'a Model) -> Self {
        let mut tree = Self {
            nodes: vec![Node::new(None, 0)],
            endpoints: Vec::new(),
            parameters: Vec::new(),
            page_parameter: model.listed_page_parameter(),
            above: BTreeMap::new(),
        };
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
            self.nodes[child].spellings.insert(text);
        }
        child
    }

    /// What tells a node from all others: the keys of the steps to it.
    pub(crate) fn key_of(&self, node: usize) -> String {
        let keys = self.way_to(node).into_iter().filter_map(|it| self.nodes[it].step.as_ref());
        keys.map(|step| format!("/{}", step.key())).collect()
    }

    /// The path of an endpoint, as the docs write it.
    pub(crate) fn path_of(&self, endpoint: &Endpoint<'_>) -> String {
        let node = &self.nodes[endpoint.node];
        match &endpoint.action {
            Some(step) => format!("{}{}", node.path_before(step), step.text()),
            None => node.path.clone(),
        }
    }

    /// The parameters that an endpoint takes.
    pub(crate) fn parameters_of(&self, endpoint: &Endpoint<'_>) -> Option<&ParameterStruct<'a>> {
        endpoint.parameters.map(|it| &self.parameters[it])
    }

    /// The nodes of every module below `requests`, in the order of the modules and their nodes.
    pub(crate) fn node_modules(&self) -> BTreeMap<&[Name], Vec<usize>> {
        let mut modules: BTreeMap<&[Name], Vec<usize>> = BTreeMap::new();
        self.preorder(0, &mut |index| {
            if index > 0 {
                modules.entry(&self.nodes[index].module).or_default().push(index);
            }
        });
        modules
    }

    /// The endpoints of every module below `operations`, in the order of the nodes.
    pub(crate) fn endpoint_modules(&self) -> BTreeMap<&[Name], Vec<usize>> {
        let mut modules: BTreeMap<&[Name], Vec<usize>> = BTreeMap::new();
        self.preorder(0, &mut |index| {
            for &endpoint in &self.nodes[index].endpoints {
                modules.entry(&self.endpoints[endpoint].module).or_default().push(endpoint);
            }
        });
        modules
    }

    /// A path that everything in a module is below, as the docs write it.
    pub(crate) fn path_below(&self, module: &[Name]) -> Option<&str> {
        self.above.get(module).map(|&node| self.nodes[node].path.as_str())
    }

    fn preorder(&self, start: usize, visit: &mut dyn FnMut(usize)) {
        let mut walk = vec![start];
        while let Some(index) = walk.pop() {
            visit(index);
            walk.extend(self.nodes[index].children.iter().rev());
        }
    }

    /// The nodes from the client to a node, the client left out.
    pub(crate) fn way_to(&self, node: usize) -> Vec<usize> {
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
            spellings: BTreeSet::new(),
        }
    }

    /// The path, as the docs write it, for a step to follow: what follows a path behind a colon begins with
    /// another.
    pub(super) fn path_before(&self, step: &Step<'_>) -> String {
        let colon = match (&self.step, step) {
            (Some(Step::ColonPath { .. }), Step::ColonPath { literal: None, .. }) => "",
            (Some(Step::ColonPath { .. }), _) => ":",
            _ => "",
        };
        format!("{}{colon}", self.path)
    }

    /// Where pages spell a literal differently, the one that shows most of its words counts: a lower-case
    /// letter first, then as many capitals as there are. Not the commonest: that would change with every page.
    pub(super) fn spell(&mut self) {
        let clearest = self.spellings.iter().copied().max_by_key(|text| {
            let capitals = text.chars().filter(char::is_ascii_uppercase).count();
            (!text.starts_with(|c: char| c.is_ascii_uppercase()), capitals, *text)
        });
        if let (Some(Step::Literal(text)), Some(clearest)) = (&mut self.step, clearest) {
            *text = clearest;
        }
    }
}

fn is_action(operation: &Operation) -> bool {
    operation.method == Method::Post && operation.shape == Shape::Action
}
