//! Which type of the service is which of the docs': by name, and where names are of programs (`PetDto`) by the requests
//! that answer and carry them, and the properties that hold them.

use super::against::Asked;
use crate::model::{ItemType, Model, RequestBody, ResponseBody, Type, TypeId, TypeRef};
use crate::rules::cx::RuleCx;
use crate::service::{Covers, Service, ServiceKind, ServiceType, ServiceTypeRef};
use crate::spelling::words;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The pairs.
#[derive(Default)]
pub(super) struct Pairs<'a> {
    /// Types of the docs that the service has, too.
    pub(super) types: BTreeMap<TypeId, &'a ServiceType>,
    /// The same from the other side, by the service's name; what is written where it is used and parts, too.
    pub(super) documented: BTreeMap<&'a str, TypeId>,
    /// Types that the service writes where it uses them.
    pub(super) nameless: Vec<(TypeId, &'a ServiceType)>,
    /// Types that have a part of the documented one, such as what a request carries of it.
    pub(super) parts: Vec<(TypeId, &'a ServiceType)>,
}

/// Names of more words are looked at no further.
const MOST_WORDS: usize = 8;

/// Finds them.
pub(super) fn pair<'a>(cx: &RuleCx<'a>, service: &'a Service, requests: &[Asked<'a>]) -> Pairs<'a> {
    let mut pairs = Pairs::default();
    for (id, (name, _)) in cx.model.types.iter().enumerate() {
        pairs.types.extend(service.documented(name).map(|ours| (TypeId(id), ours)));
    }
    for (id, ty) in &pairs.types {
        pairs.documented.entry(ty.name.as_str()).or_insert(*id);
    }
    if service.shapes_only {
        let mut search = Search {
            model: cx.model,
            service,
            pairs,
            left: VecDeque::new(),
            unlike: BTreeSet::new(),
        };
        search.requests(requests);
        search.left.extend(search.pairs.types.iter().map(|(id, ty)| (*id, *ty)));
        search.follow();
        search.names();
        search.follow();
        pairs = search.pairs;
    }
    pairs
}

struct Search<'a> {
    model: &'a Model,
    service: &'a Service,
    pairs: Pairs<'a>,
    /// Pairs whose properties are to be looked at.
    left: VecDeque<(TypeId, &'a ServiceType)>,
    /// What was found to be unlike.
    unlike: BTreeSet<(TypeId, &'a str)>,
}

impl<'a> Search<'a> {
    /// Takes what requests answer, then what they carry.
    fn requests(&mut self, requests: &[Asked<'a>]) {
        let (mut answered, mut carried) = (BTreeMap::new(), BTreeMap::new());
        let add =
            |to: &mut BTreeMap<TypeId, BTreeMap<&'a str, usize>>, ty: TypeRef, name, is_many| {
                if let ItemType::Named(id) = ty.item
                    && ty.collection == is_many
                {
                    *to.entry(id).or_default().entry(name).or_default() += 1;
                }
            };
        for asked in requests {
            let Ok(reached) = &asked.outcome else { continue };
            if let ResponseBody::Type(ty) = asked.operation.response {
                add(&mut answered, ty, reached.ty, reached.collection);
            }
            let takes = reached.operation.and_then(|it| it.takes.as_ref());
            if let (RequestBody::Type(ty), Some(takes)) = (&asked.operation.request, takes) {
                add(&mut carried, *ty, &takes.name, takes.collection);
            }
        }
        for (id, names) in &answered {
            let own = self.pairs.types.get(id).map(|it| it.name.as_str());
            let is_named = own.is_some_and(|own| names.contains_key(own));
            let mut names: Vec<(&&str, &usize)> = names.iter().collect();
            names.sort_by_key(|(_, n_votes)| std::cmp::Reverse(**n_votes));
            for (name, _) in names {
                self.take(*id, name, !is_named);
            }
        }
        for (id, names) in &carried {
            names.keys().for_each(|name| self.take(*id, name, false));
        }
    }

    /// Takes the type of a name for a documented one, if it is like it; in place of what has its name if that is so.
    fn take(&mut self, id: TypeId, name: &str, may_replace: bool) {
        let Some(ours) = self.service.ty(name) else { return };
        let is_known = self.pairs.documented.contains_key(ours.name.as_str());
        if is_known || self.unlike.contains(&(id, &ours.name)) {
            return;
        }
        if !self.is_like(id, ours) {
            self.unlike.insert((id, &ours.name));
            return;
        }
        if Covers::is_nameless(&ours.name) {
            self.pairs.nameless.push((id, ours));
        } else {
            match self.pairs.types.get(&id) {
                Some(_) if !may_replace || !self.is_named_like(id, ours) => {
                    self.pairs.parts.push((id, ours));
                }
                old => {
                    if let Some(old) = old {
                        self.pairs.documented.remove(old.name.as_str());
                    }
                    self.pairs.types.insert(id, ours);
                }
            }
        }
        self.pairs.documented.insert(&ours.name, id);
        self.left.push_back((id, ours));
    }

    /// Goes on to the bases and properties of what is paired.
    fn follow(&mut self) {
        let mut seen = BTreeSet::new();
        while let Some((id, ours)) = self.left.pop_front() {
            let Type::Structured(ty) = self.model.ty(id) else { continue };
            if !seen.insert(ours.name.as_str()) {
                continue;
            }
            if let (Some(base), Some(there)) = (ty.base, &ours.base) {
                self.take(base, there, false);
            }
            self.properties(id, ours);
        }
    }

    /// Takes what nothing leads to for the only type whose name has the documented one in it.
    fn names(&mut self) {
        let mut by_words: BTreeMap<String, Vec<&'a str>> = BTreeMap::new();
        for ty in self.service.types.iter().filter(|it| !Covers::is_nameless(&it.name)) {
            let words = words(ty.bare());
            let words = &words[..words.len().min(MOST_WORDS)];
            let starts = 0..words.len();
            for part in
                starts.flat_map(|start| (start + 1..=words.len()).map(move |end| start..end))
            {
                by_words.entry(words[part].concat()).or_default().push(&ty.name);
            }
        }
        for id in (0..self.model.types.len()).map(TypeId) {
            let is_new = !self.pairs.types.contains_key(&id);
            let name = words(&self.model.ty(id).name().name).concat();
            let is_free = |it: &&&str| !self.pairs.documented.contains_key(**it);
            let found: Vec<&str> = by_words
                .get(&name)
                .filter(|_| is_new)
                .map_or(Vec::new(), |all| all.iter().filter(is_free).copied().collect());
            if let [only] = found.as_slice() {
                self.take(id, only, false);
            }
        }
    }

    fn properties(&mut self, id: TypeId, ours: &'a ServiceType) {
        let mut theirs: BTreeMap<String, &'a ServiceTypeRef> = BTreeMap::new();
        for (property, _) in self.service.properties(ours) {
            theirs.entry(property.name.value.to_ascii_lowercase()).or_insert(&property.ty);
        }
        for property in self.model.properties(id) {
            let there = theirs.get(&property.name.to_ascii_lowercase());
            if let (ItemType::Named(id), Some(there)) = (property.ty.item, there) {
                self.take(id, &there.name, false);
            }
        }
    }

    /// Whether two types are one by what they have: half of what the smaller one has, but a single name.
    fn is_like(&self, id: TypeId, ours: &ServiceType) -> bool {
        let lower = |name: &str| name.to_ascii_lowercase();
        let (here, there): (BTreeSet<String>, BTreeSet<String>) = match self.model.ty(id) {
            Type::Structured(_) if ours.kind != ServiceKind::Enum => (
                self.model.properties(id).map(|it| lower(&it.name)).collect(),
                self.service.properties(ours).map(|(it, _)| lower(&it.name.value)).collect(),
            ),
            Type::Enum(ty) if ours.kind == ServiceKind::Enum => (
                ty.members.iter().map(|it| lower(&it.name)).collect(),
                ours.members.iter().map(|it| lower(&it.name.value)).collect(),
            ),
            Type::Structured(_) | Type::Enum(_) => return false,
        };
        let n_shared = here.intersection(&there).count();
        let least = here.len().min(there.len());
        let is_named_so = Covers::is_nameless(&ours.name) || self.is_named_like(id, ours);
        match is_named_so {
            true => n_shared * 2 >= least,
            false => n_shared * 2 >= least && n_shared > 1,
        }
    }

    /// Whether one name is the other with more words around it.
    fn is_named_like(&self, id: TypeId, ours: &ServiceType) -> bool {
        let (here, mut there) = (words(&self.model.ty(id).name().name), words(ours.bare()));
        there.truncate(MOST_WORDS);
        let here_whole = here.concat();
        // Programs and docs may part words otherwise.
        let starts = 0..there.len();
        let mut parts =
            starts.flat_map(|start| (start + 1..=there.len()).map(move |end| start..end));
        !here.is_empty() && parts.any(|part| there[part].concat() == here_whole)
    }
}
