//! A named path tree without the paths that nobody chose, and without the structs that only these take.

use super::paths::PathTree;
use crate::model::{Method, Model, Path};
use std::collections::{BTreeMap, BTreeSet};

impl PathTree<'_> {
    /// Leaves out operations that are not of the model's part, and the nodes that lead to nothing then.
    pub(super) fn keep_chosen(&mut self, model: &Model) {
        if model.part.is_none() {
            return;
        }
        let chosen: BTreeSet<(Method, &Path)> =
            model.chosen_operations().map(|it| (it.method, &it.path)).collect();
        for endpoint in &mut self.endpoints {
            endpoint.operations.retain(|it| chosen.contains(&(it.method, &it.path)));
        }
        let endpoints = kept(self.endpoints.iter().map(|it| !it.operations.is_empty()));
        let nodes = kept(self.n_leading(&endpoints).into_iter().map(|it| it > 0));
        self.endpoints.retain(|it| !it.operations.is_empty());
        let mut index = 0;
        self.nodes.retain(|_| {
            index += 1;
            nodes.contains_key(&(index - 1))
        });
        for endpoint in &mut self.endpoints {
            endpoint.node = nodes[&endpoint.node];
        }
        let renumber = |old: &mut Vec<usize>, new: &BTreeMap<usize, usize>| {
            *old = old.iter().filter_map(|it| new.get(it).copied()).collect();
        };
        for node in &mut self.nodes {
            node.parent = nodes[&node.parent];
            renumber(&mut node.endpoints, &endpoints);
            renumber(&mut node.children, &nodes);
            node.children_by_key.retain(|_, child| nodes.contains_key(child));
            node.children_by_key.values_mut().for_each(|child| *child = nodes[child]);
        }
        self.parameters.iter_mut().for_each(|it| renumber(&mut it.endpoints, &endpoints));
        let parameters = kept(self.parameters.iter().map(|it| !it.endpoints.is_empty()));
        self.parameters.retain(|it| !it.endpoints.is_empty());
        for endpoint in &mut self.endpoints {
            endpoint.parameters = endpoint.parameters.map(|it| parameters[&it]);
        }
        self.above.clear();
        for (index, node) in self.nodes.iter().enumerate().skip(1) {
            self.above.entry(node.below.clone()).or_insert(index);
        }
    }

    /// For each node how many endpoints are at it or below. The client is always there.
    fn n_leading(&self, endpoints: &BTreeMap<usize, usize>) -> Vec<usize> {
        let is_kept = |it: &&usize| endpoints.contains_key(it);
        let n_own = self.nodes.iter().map(|node| node.endpoints.iter().filter(is_kept).count());
        let mut n_leading: Vec<usize> = n_own.collect();
        // Parents stand before their children.
        for index in (1..self.nodes.len()).rev() {
            n_leading[self.nodes[index].parent] += n_leading[index];
        }
        n_leading[0] += 1;
        n_leading
    }
}

/// The new place of each thing that is kept.
fn kept(is_kept: impl Iterator<Item = bool>) -> BTreeMap<usize, usize> {
    let old = is_kept.enumerate().filter(|(_, is_kept)| *is_kept).map(|(old, _)| old);
    old.enumerate().map(|(new, old)| (old, new)).collect()
}
