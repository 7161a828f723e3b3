//! How deep the compiler has to look into a type, and which fields keep what they hold from it.
//!
//! Whether a struct is `Send` is asked of what its fields hold, of what that holds, and so on; after 128 steps the compiler
//! gives up (E0275), in the emitted crate or in the one that sends a value to another thread. So the longest way through
//! fields is bounded: a field that would lead further holds its value by `Indirect` or `Many`, which answer for
//! themselves.

use super::recursion::components;
use std::collections::BTreeMap;

/// The steps through all that is no type of the docs: `extra` and the values in it.
const STEPS_OF_A_LEAF: usize = 18;

/// The most steps through a type. The compiler takes 128; a user's futures are around it.
const MOST_STEPS: usize = 116;

/// Types that refer to each other in circles are left as they are up to this many: all ways through them are tried.
const MOST_TOGETHER: usize = 10;

/// A field that holds a type of the docs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// The place of the field in its struct.
    pub(super) field: usize,
    /// The type that it holds.
    pub(super) target: usize,
    /// The steps from a struct with the field to what it holds.
    pub(super) steps: usize,
}

/// The places of the fields of every type that keep what they hold from the compiler.
pub(super) fn hidden_fields(fields: &[Vec<Edge>]) -> Vec<Vec<usize>> {
    let mut fields: Vec<Vec<Edge>> = fields.to_vec();
    let mut hidden = vec![Vec::new(); fields.len()];
    hide_circles(&mut fields, &mut hidden);
    let component = components(&targets(&fields));
    let mut together: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (ty, component) in component.iter().enumerate() {
        together.entry(*component).or_default().push(ty);
    }
    let mut steps = vec![STEPS_OF_A_LEAF; fields.len()];
    // What a component leads to stands before it.
    for members in together.values() {
        let ways = Ways::of(members, &fields);
        let around = ways.longest(&vec![0; members.len()]).into_iter().max().unwrap_or_default();
        let beyond = members.iter().map(|&ty| {
            let mut most = STEPS_OF_A_LEAF;
            for edge in fields[ty].iter().filter(|edge| !members.contains(&edge.target)) {
                let beyond = edge.steps + steps[edge.target];
                match around + beyond <= MOST_STEPS {
                    true => most = most.max(beyond),
                    false => hidden[ty].push(edge.field),
                }
            }
            most
        });
        let beyond: Vec<usize> = beyond.collect();
        for (&ty, longest) in members.iter().zip(ways.longest(&beyond)) {
            steps[ty] = longest;
        }
    }
    hidden
}

/// Cuts the circles of many types, where the walk along the fields comes back to where it was.
fn hide_circles(fields: &mut [Vec<Edge>], hidden: &mut [Vec<usize>]) {
    let component = components(&targets(fields));
    let mut size = vec![0; fields.len()];
    component.iter().for_each(|it| size[*it] += 1);
    let (mut is_seen, mut is_open) = (vec![false; fields.len()], vec![false; fields.len()]);
    for start in 0..fields.len() {
        if is_seen[start] || size[component[start]] <= MOST_TOGETHER {
            continue;
        }
        (is_seen[start], is_open[start]) = (true, true);
        let mut walk = vec![(start, 0)];
        while let Some((ty, next)) = walk.pop() {
            let Some(&edge) = fields[ty].get(next) else {
                is_open[ty] = false;
                continue;
            };
            walk.push((ty, next + 1));
            if is_open[edge.target] {
                hidden[ty].push(edge.field);
            } else if !is_seen[edge.target] && component[edge.target] == component[ty] {
                (is_seen[edge.target], is_open[edge.target]) = (true, true);
                walk.push((edge.target, 0));
            }
        }
    }
    for (fields, hidden) in fields.iter_mut().zip(hidden) {
        hidden.sort_unstable();
        fields.retain(|edge| hidden.binary_search(&edge.field).is_err());
    }
}

fn targets(fields: &[Vec<Edge>]) -> Vec<Vec<usize>> {
    fields.iter().map(|edges| edges.iter().map(|edge| edge.target).collect()).collect()
}

/// The ways within a component: the most steps from one of its types straight to another.
struct Ways(Vec<Vec<Option<usize>>>);

impl Ways {
    fn of(members: &[usize], fields: &[Vec<Edge>]) -> Self {
        let mut steps = vec![vec![None; members.len()]; members.len()];
        for (from, &ty) in members.iter().enumerate() {
            for edge in &fields[ty] {
                if let Some(to) = members.iter().position(|it| *it == edge.target && *it != ty) {
                    steps[from][to] = steps[from][to].max(Some(edge.steps));
                }
            }
        }
        Self(steps)
    }

    /// The steps of the longest way from each type that comes by none twice, with those after its last.
    fn longest(&self, after: &[usize]) -> Vec<usize> {
        let n_types = after.len();
        // For each set of types that were passed and each of them, the longest way on from there.
        let mut longest = vec![after.to_vec(); 1 << n_types];
        for passed in (1..1_usize << n_types).rev() {
            for from in (0..n_types).filter(|from| passed >> from & 1 == 1) {
                let onward = (0..n_types)
                    .filter(|to| passed >> to & 1 == 0)
                    .filter_map(|to| Some(self.0[from][to]? + longest[passed | 1 << to][to]));
                longest[passed][from] = after[from].max(onward.max().unwrap_or_default());
            }
        }
        (0..n_types).map(|from| longest[1 << from][from]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: usize = 4;

    /// The graph of a number of types, each with fields of the types that `next` names.
    fn graph(n_types: usize, next: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<Edge>> {
        let edges = |ty| {
            let targets = next(ty).into_iter().enumerate();
            targets.map(|(field, target)| Edge { field, target, steps: STEPS }).collect()
        };
        (0..n_types).map(edges).collect()
    }

    fn n_hidden(fields: &[Vec<Edge>]) -> usize {
        hidden_fields(fields).iter().map(Vec::len).sum()
    }

    fn chain(n_types: usize) -> Vec<Vec<Edge>> {
        graph(n_types, |ty| if ty + 1 < n_types { vec![ty + 1] } else { vec![] })
    }

    fn ring(n_types: usize) -> Vec<Vec<Edge>> {
        graph(n_types, |ty| vec![(ty + 1) % n_types])
    }

    #[test]
    fn a_chain_is_cut_where_it_is_too_long_and_no_sooner() {
        let n_most = (MOST_STEPS - STEPS_OF_A_LEAF) / STEPS + 1;
        assert_eq!(n_hidden(&chain(n_most)), 0);
        assert_eq!(n_hidden(&chain(n_most + 1)), 1);
        assert_eq!(n_hidden(&chain(n_most * 40)), 39);
    }

    #[test]
    fn a_ring_is_cut_once_where_it_is_too_long() {
        assert_eq!(n_hidden(&ring(1)), 0);
        assert_eq!(n_hidden(&ring(MOST_TOGETHER)), 0);
        assert_eq!(n_hidden(&ring(MOST_TOGETHER + 1)), 1);
    }

    #[test]
    fn no_way_is_longer_than_the_compiler_goes() {
        for seed in 0..40_usize {
            let n_types = 12 + seed;
            let graph = graph(n_types, |ty| {
                let target = |it| (ty * 7 + it * it * (seed + 3) + ty * it) % n_types;
                (0..seed % 5 + 1).map(target).collect()
            });
            let hidden = hidden_fields(&graph);
            let left: Vec<Vec<usize>> = graph
                .iter()
                .zip(&hidden)
                .map(|(edges, hidden)| {
                    let left = edges.iter().filter(|edge| !hidden.contains(&edge.field));
                    left.map(|edge| edge.target).collect()
                })
                .collect();
            for ty in 0..n_types {
                assert!(longest(&left, &mut vec![ty]) * STEPS + STEPS_OF_A_LEAF <= MOST_STEPS);
            }
        }
    }

    /// The longest way that comes by no type twice, all of them tried.
    fn longest(edges: &[Vec<usize>], way: &mut Vec<usize>) -> usize {
        let mut most = 0;
        for &target in way.last().map_or(&vec![], |last| &edges[*last]) {
            if !way.contains(&target) {
                way.push(target);
                most = most.max(1 + longest(edges, way));
                way.pop();
            }
        }
        most
    }
}
