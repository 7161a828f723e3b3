//! Operations: those that come and go, and the parts of those that stay.

use super::Side;
use super::both::{Both, subject};
use super::cx::Cx;
use super::draft::{Claim, Draft};
use super::words::code;
use super::{Effect, Kind, answers, arguments, likeness, parameters, permissions};
use crate::model::{ItemType, Operation, PathSegment, RequestBody, ResponseBody, TypeRef};
use std::collections::{BTreeMap, BTreeSet};

/// Segments at least so like are one that was renamed.
const LIKE: f64 = 0.5;

pub(super) fn compare(cx: &Cx<'_>, drafts: &mut Vec<Draft>) {
    let (gone, come) = of_one_side(cx);
    let renamed = renamed(cx);
    for key in gone.iter().filter(|key| !renamed.iter().any(|it| it.0 == **key)) {
        let operation = cx.old_operations[key.as_str()];
        drafts.push(Draft {
            kind: Kind::OperationRemoved,
            subjects: vec![subject(operation)],
            text: "is gone".to_owned(),
            wire: Effect::Breaks,
            claims: claims_of(key),
            old: operation.lines.first().map(|it| cx.old.places.of_line(it)),
            new: None,
            swaps: false,
        });
    }
    for key in come.iter().filter(|key| !renamed.iter().any(|it| it.1 == **key)) {
        let operation = cx.new_operations[key.as_str()];
        let answers = answers::shown(cx.new.model, operation.response);
        drafts.push(Draft {
            kind: Kind::OperationAdded,
            subjects: vec![subject(operation)],
            text: format!("is new, answers {answers}"),
            wire: Effect::Adds,
            claims: claims_of(key),
            old: None,
            new: operation.lines.first().map(|it| cx.new.places.of_line(it)),
            swaps: false,
        });
    }
    for (old_key, new_key) in &renamed {
        let (old, new) = (cx.old_operations[old_key.as_str()], cx.new_operations[new_key.as_str()]);
        let it = Both { old, new, old_key, new_key };
        let mut claims = claims_of(old_key);
        claims.extend(claims_of(new_key));
        let n_before = drafts.len();
        if differing(old, new).is_empty() && old.method == new.method {
            arguments::compare(cx, &it, &claims, drafts);
        }
        if drafts.len() == n_before {
            let kind = Kind::OperationRenamed;
            let mut draft = it.draft(cx, kind, String::new(), Effect::Breaks, claims);
            draft.subjects = vec![subject(old)];
            draft.text = format!("is {} now", code(&subject(new)));
            drafts.push(draft);
        }
        compare_one(cx, &it, drafts);
    }
    for (key, old) in &cx.old_operations {
        let Some(new) = cx.new_operations.get(key) else { continue };
        let it = Both { old, new, old_key: key, new_key: key };
        arguments::compare(cx, &it, &arguments::claims(&it), drafts);
        compare_case(cx, &it, drafts);
        compare_one(cx, &it, drafts);
    }
}

/// All of an operation, and the way to it.
fn claims_of(key: &str) -> Vec<Claim> {
    let mut claims: Vec<Claim> = ["operation", "answer", "method", "parameters"]
        .iter()
        .map(|what| match *what {
            "operation" => Claim::One(format!("operation {key}")),
            what => Claim::One(format!("{what} of {key}")),
        })
        .collect();
    claims.push(Claim::All(format!("offer of {key}: ")));
    claims.push(Claim::All(format!("parameter of {key}: ")));
    let path = key.split_once(' ').map_or("", |(_, path)| path);
    // A slash may stand in a segment, but then no node ends there.
    let ends = path.match_indices('/').map(|(at, _)| at).skip(1).chain([path.len()]);
    for end in ends {
        claims.push(Claim::One(format!("path {}", &path[..end])));
        claims.push(Claim::One(format!("accessor of {}", &path[..end])));
    }
    claims
}

/// The same path in another case, which clients send as it is written.
fn compare_case(cx: &Cx<'_>, it: &Both<'_>, drafts: &mut Vec<Draft>) {
    let segments = it.old.path.segments.iter().zip(&it.new.path.segments);
    let texts = segments.filter_map(|(a, b)| Some((text_of(a)?, text_of(b)?)));
    let cased = texts.filter(|(was, is)| was != is && was.eq_ignore_ascii_case(is));
    let cased: Vec<String> =
        cased.map(|(was, is)| format!("{} now, was {}", code(is), code(was))).collect();
    if !cased.is_empty() {
        let text = format!("its path has {}: the same in another case", cased.join(", and "));
        let claims = claims_of(it.new_key);
        drafts.push(it.draft(cx, Kind::PathCaseChanged, text, Effect::None, claims));
    }
}

fn compare_one(cx: &Cx<'_>, it: &Both<'_>, drafts: &mut Vec<Draft>) {
    let (old, new) = (it.old, it.new);
    if old.deprecated != new.deprecated {
        let text = if new.deprecated { "is deprecated" } else { "is no longer deprecated" };
        let kind = Kind::OperationDeprecation;
        drafts.push(it.draft(cx, kind, text.to_owned(), Effect::None, Vec::new()));
    }
    if old.ends_in_slash != new.ends_in_slash {
        let text = match new.ends_in_slash {
            true => "its path ends in a slash now",
            false => "its path no longer ends in a slash",
        };
        drafts.push(it.draft(cx, Kind::SlashChanged, text.to_owned(), Effect::Breaks, Vec::new()));
    }
    answers::compare(cx, it, drafts);
    parameters::compare(cx, it, drafts);
    permissions::compare(cx, it, drafts);
}

/// What makes two operations worth a look: their method, how long their paths are, and what they take and answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sort(&'static str, usize, String);

fn sort(cx: &Cx<'_>, side: &Side<'_>, operation: &Operation) -> Sort {
    let name = |ty: TypeRef| {
        let item = match ty.item {
            ItemType::Named(id) => {
                let name = side.model.ty(id).name().qualified();
                // An old name of a type is its new one; the new model has no old ones.
                cx.renamed.get(&name).cloned().unwrap_or(name)
            }
            ItemType::Primitive(primitive) => primitive.name().to_owned(),
            ItemType::Untyped => String::new(),
        };
        format!("{item} {}", ty.collection)
    };
    let request = match &operation.request {
        RequestBody::Type(ty) | RequestBody::Media(ty) => name(*ty),
        RequestBody::None => "nothing".to_owned(),
        RequestBody::Parameters(_) => "parameters".to_owned(),
        RequestBody::Stream => "bytes".to_owned(),
        RequestBody::Reference { .. } => "reference".to_owned(),
        RequestBody::Untyped => "JSON".to_owned(),
    };
    let answer = match operation.response {
        ResponseBody::Type(ty) => name(ty),
        ResponseBody::None => "nothing".to_owned(),
        ResponseBody::Stream => "bytes".to_owned(),
        ResponseBody::Untyped => "JSON".to_owned(),
    };
    let what = format!("{request} {answer}");
    Sort(operation.method.as_str(), operation.path.segments.len(), what)
}

/// The keys of operations that only the old side has, and that only the new one has.
fn of_one_side(cx: &Cx<'_>) -> (BTreeSet<String>, BTreeSet<String>) {
    let missing = |all: &BTreeMap<&'_ str, &'_ Operation>,
                   others: &BTreeMap<&str, &Operation>|
     -> BTreeSet<String> {
        all.keys().filter(|key| !others.contains_key(**key)).map(|it| (*it).to_owned()).collect()
    };
    let (old, new) = (&cx.old_operations, &cx.new_operations);
    (missing(old, new), missing(new, old))
}

/// The keys of each operation that has another on the new side.
pub(super) fn renamed(cx: &Cx<'_>) -> Vec<(String, String)> {
    let (gone, come) = of_one_side(cx);
    let (gone, come) = (&gone, &come);
    let mut sorts: BTreeMap<Sort, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
    for key in gone {
        let sort = sort(cx, cx.old, cx.old_operations[key.as_str()]);
        sorts.entry(sort).or_default().0.push(key);
    }
    for key in come {
        let sort = sort(cx, cx.new, cx.new_operations[key.as_str()]);
        sorts.entry(sort).or_default().1.push(key);
    }
    let mut renamed = Vec::new();
    for (gone, come) in sorts.values() {
        let pairs =
            likeness::pairs(gone, come, |a, b| score(cx.old_operations[*a], cx.new_operations[*b]));
        renamed.extend(pairs.iter().map(|(i, j)| (gone[*i].to_owned(), come[*j].to_owned())));
    }
    renamed.extend(of_other_methods(cx, gone, come, &renamed));
    renamed.sort();
    renamed
}

/// Of what is left: the operations of one title on one path that only their methods tell apart.
fn of_other_methods(
    cx: &Cx<'_>,
    gone: &BTreeSet<String>,
    come: &BTreeSet<String>,
    renamed: &[(String, String)],
) -> Vec<(String, String)> {
    let path = |key: &str| key.split_once(' ').map_or(String::new(), |it| it.1.to_owned());
    let mut by_path: BTreeMap<String, (Vec<&String>, Vec<&String>)> = BTreeMap::new();
    for key in gone.iter().filter(|key| !renamed.iter().any(|it| it.0 == **key)) {
        by_path.entry(path(key)).or_default().0.push(key);
    }
    for key in come.iter().filter(|key| !renamed.iter().any(|it| it.1 == **key)) {
        by_path.entry(path(key)).or_default().1.push(key);
    }
    let mut pairs = Vec::new();
    for it in by_path.values() {
        let ([was], [is]) = (it.0.as_slice(), it.1.as_slice()) else { continue };
        let (old, new) = (cx.old_operations[was.as_str()], cx.new_operations[is.as_str()]);
        if old.title.is_some() && old.title == new.title {
            pairs.push(((*was).clone(), (*is).clone()));
        }
    }
    pairs
}

/// The segments in which two paths of one length differ, arguments and names of places aside.
fn differing<'o>(
    old: &'o Operation,
    new: &'o Operation,
) -> Vec<(&'o PathSegment, &'o PathSegment)> {
    let text = |it: &PathSegment| text_of(it).map(str::to_ascii_lowercase);
    let both = old.path.segments.iter().zip(&new.path.segments);
    both.filter(|(a, b)| text(a) != text(b)).collect()
}

/// How like two paths are that differ in one segment.
fn score(old: &Operation, new: &Operation) -> f64 {
    let differ = differing(old, new);
    let (a, b) = match differ.as_slice() {
        [one] => *one,
        // The same function of other arguments: the more they share, the liker.
        [] => {
            let names = |it| arguments::of(it).iter().map(|it| it.name.as_str()).collect();
            return 0.1 + likeness::of_sets(&names(old), &names(new));
        }
        _ => return 0.0,
    };
    let (Some(a), Some(b)) = (text_of(a), text_of(b)) else { return 0.0 };
    let bare = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let names = likeness::of_names(&bare(a), &bare(b));
    let is_title = old.title.is_some() && old.title == new.title;
    if is_title || names >= LIKE { 0.1 + names } else { 0.0 }
}

/// The fixed text of a segment; keys are alike, whatever they are called.
fn text_of(segment: &PathSegment) -> Option<&str> {
    match segment {
        PathSegment::Literal(text) | PathSegment::Call { name: text, .. } => Some(text),
        PathSegment::Key { .. } => None,
    }
}
