//! Which types hold themselves by value, so that the fields on the way round need a box.

use crate::model::{ItemType, Model, Property, Type, TypeId};

/// For every type the number of its strongly connected component, over structural single properties,
/// inherited ones included. A property whose type has the number of its owner must be boxed.
#[derive(Debug)]
pub(super) struct Components(Vec<usize>);

impl Components {
    /// Finds the components of a model's types.
    pub(super) fn of(model: &Model) -> Self {
        let edges: Vec<Vec<usize>> = model
            .types
            .values()
            .map(|ty| match ty {
                Type::Structured(ty) => std::iter::once(ty)
                    .chain(model.bases(ty))
                    .flat_map(|ty| &ty.properties)
                    .filter_map(by_value)
                    .map(|id| id.0)
                    .collect(),
                Type::Enum(_) => Vec::new(),
            })
            .collect();
        Self(components(&edges))
    }

    /// All types, each behind those that it holds by value, but for those that hold it as well.
    pub(super) fn inner_first(&self) -> Vec<TypeId> {
        let mut ids: Vec<TypeId> = (0..self.0.len()).map(TypeId).collect();
        ids.sort_by_key(|id| self.0[id.0]);
        ids
    }

    /// Whether a value of `owner` would hold a value of `target` that may hold it.
    pub(super) fn recursive(&self, owner: TypeId, target: TypeId) -> bool {
        self.0[owner.0] == self.0[target.0]
    }
}

fn by_value(property: &Property) -> Option<TypeId> {
    match property.ty.item {
        ItemType::Named(id) if !property.navigation && !property.ty.collection => Some(id),
        ItemType::Named(_) | ItemType::Primitive(_) | ItemType::Untyped => None,
    }
}

/// The strongly connected component of every node, numbered so that what a component leads to has lower numbers. Tarjan's
/// algorithm with a stack of its own, since docs decide how deep it goes.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let n_nodes = edges.len();
    let (mut index, mut low) = (vec![UNSEEN; n_nodes], vec![UNSEEN; n_nodes]);
    let mut component = vec![UNSEEN; n_nodes];
    let mut open = Vec::new();
    let (mut n_seen, mut n_components) = (0, 0);
    for start in 0..n_nodes {
        if index[start] != UNSEEN {
            continue;
        }
        let mut walk = vec![(start, 0)];
        while let Some((node, edge)) = walk.pop() {
            if edge == 0 {
                (index[node], low[node]) = (n_seen, n_seen);
                n_seen += 1;
                open.push(node);
            }
            if let Some(&target) = edges[node].get(edge) {
                walk.push((node, edge + 1));
                if index[target] == UNSEEN {
                    walk.push((target, 0));
                } else if component[target] == UNSEEN {
                    low[node] = low[node].min(index[target]);
                }
                continue;
            }
            if low[node] == index[node] {
                while let Some(member) = open.pop() {
                    component[member] = n_components;
                    if member == node {
                        break;
                    }
                }
                n_components += 1;
            }
            if let Some(&(parent, _)) = walk.last() {
                low[parent] = low[parent].min(low[node]);
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_share_a_component_and_nothing_else_does() {
        let edges = [vec![1], vec![2], vec![0, 3], vec![], vec![4], vec![0]];
        let component = components(&edges);
        assert_eq!((component[0], component[0]), (component[1], component[2]));
        assert_ne!(component[0], component[3]);
        assert_ne!(component[0], component[5]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<Vec<usize>> = (1..=100_000).map(|next| vec![next % 100_000]).collect();
        assert_eq!(components(&edges)[0], components(&edges)[99_999]);
    }
}
