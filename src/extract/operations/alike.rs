//! Operations that are given what another one is: "Same as `POST /lamps`", "See [Hang a lamp](#hang-a-lamp)" where parameters stand;
//! elsewhere "Takes the same as `POST /lamps`".

use crate::diagnostic::Diagnostics;
use crate::dialect::{Section, Service};
use crate::extract::cx::Cx;
use crate::extract::page::labels;
use crate::extract::page::links;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::parameters::requirement;
use crate::extract::rows::property::of_property;
use crate::extract::text::phrases::sentence_end;
use crate::extract::text::sentence::strip_first;
use crate::facts::{Alike, Facts, OperationFacts, PageFacts, ParameterClaim};
use crate::http::{self, Asked, Method, SegmentKind, UrlTemplate};
use crate::limits;
use crate::markdown::{BlockKind, RunKind};
use crate::rules::page::{beyond_limit, unread_block};
use crate::source::Span;
use crate::urls::own_segments;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence of more words tells something else.
const MOST_WORDS: usize = 15;
/// So often what an operation takes from another may be another one's in turn.
const MOST_STEPS: usize = 3;

/// What a part about parameters says instead of them, or the section's own words say of what is taken.
pub(crate) fn extract(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Option<Alike> {
    let same_as = &cx.dialect.phrases.same_as;
    if part.section.is_none() && part.headings.len() <= 1 && !same_as.is_empty() {
        return in_sentence(cx, part, ledger);
    }
    let is_of_parameters = matches!(
        part.section,
        Some(
            Section::Parameters
                | Section::QueryParameters
                | Section::RequestBody
                | Section::FunctionParameters
        )
    );
    let is_listed = |kind: &BlockKind| matches!(kind, BlockKind::Table(_) | BlockKind::List(_));
    if same_as.is_empty() || !is_of_parameters || part.blocks.iter().any(|it| is_listed(&it.kind)) {
        return None;
    }
    let said = part.paragraphs().map(|(block, inline)| {
        let begun = labels::begun(cx, inline).map(|it| it.rest);
        (block, begun.unwrap_or_else(|| labels::behind(cx, inline)))
    });
    let (block, inline) = said.into_iter().find(|(_, it)| !it.is_blank())?;
    let text = inline.plain();
    let is_short = text.split_whitespace().nth(MOST_WORDS).is_none();
    strip_first(&text.trim().to_lowercase(), same_as).filter(|_| is_short)?;
    let target = inline.runs.iter().find_map(|run| match &run.kind {
        RunKind::Link { target } => links::resolve(cx.docs, run.span.file, &target.value),
        _ => None,
    });
    let asked = asked_in(&text, block.span);
    ledger.used(block);
    let is_optional = cx.dialect.phrases.said_in(&text).all_optional();
    Some(Alike { target, asked, is_optional, span: block.span })
}

/// The first request that a text names, or else the first path.
fn asked_in(text: &str, span: Span) -> Option<(Option<Method>, UrlTemplate)> {
    let (method, target) = match Asked::all(text).into_iter().next() {
        Some(it) => (Some(it.method), text.get(it.target)?),
        None => (None, text.split_whitespace().find_map(bare_path)?),
    };
    Some((method, http::parse_url(target, span)))
}

/// The path that a word is.
fn bare_path(word: &str) -> Option<&str> {
    let path = word.trim_matches(|c: char| !(c.is_alphanumeric() || "/{}<>:()".contains(c)));
    let is_path = path.starts_with('/') && path.contains(char::is_alphabetic);
    is_path.then_some(path)
}

/// The first sentence that begins with words for what is taken, and goes on with those for the same: "Takes the same as `POST
/// /lamps`, but everything is optional."
fn in_sentence(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Option<Alike> {
    let phrases = &cx.dialect.phrases;
    part.paragraphs().find_map(|(block, inline)| {
        let text = inline.plain();
        let said = phrases.said_in(&text);
        if !said.takes() && !said.must_take() {
            return None;
        }
        let mut rest = &*text;
        while !rest.is_empty() {
            let end = sentence_end(rest).map_or(rest.len(), |end| end + 1);
            let (sentence, after) = rest.split_at(end);
            rest = after;
            let sentence = sentence.trim();
            let mut taken = [&phrases.takes, &phrases.must_take].into_iter();
            let Some(behind) = taken.find_map(|it| strip_first(sentence, it)) else { continue };
            let mut begins = [sentence, behind.trim_start()].into_iter();
            let named = begins.find_map(|it| strip_first(it, &phrases.same_as));
            let Some(asked) = named.and_then(|it| asked_in(it, block.span)) else { continue };
            ledger.used(block);
            let is_optional = phrases.said_in(sentence).all_optional();
            let (target, asked) = (None, Some(asked));
            return Some(Alike { target, asked, is_optional, span: block.span });
        }
        None
    })
}

/// Gives operations what others are given that they name; tells where there is no such operation.
pub fn fill(facts: &mut Facts, service: &Service, diagnostics: &mut Diagnostics) {
    let operations = facts.pages.iter().enumerate();
    let operations = operations.filter_map(|(at, page)| Some((at, page.operation.as_ref()?)));
    let wanted: Vec<_> = operations.filter(|(_, it)| !it.alike.is_empty()).collect();
    if wanted.is_empty() {
        return;
    }
    let places = Places::of(facts, service);
    let mut others = BTreeMap::<usize, Vec<(usize, Alike)>>::new();
    for (at, own) in wanted {
        for it in &own.alike {
            match places.find(it, at, own) {
                Some(other) => others.entry(at).or_default().push((other, it.clone())),
                None => diagnostics.report(unread_block::of_alike(it.span)),
            }
        }
    }
    let mut filling = Filling { facts, others, n_taken: 0, diagnostics };
    while let Some(at) = filling.others.keys().next().copied() {
        filling.settle(at, 0);
    }
}

/// Of operations that ask for the same so many are known: one, and another than that.
const MOST_ALIKE: usize = 2;

/// Operations that lack what others are given.
struct Filling<'f> {
    facts: &'f mut Facts,
    /// The others of each, with the sentences that name them, until it has what they are given.
    others: BTreeMap<usize, Vec<(usize, Alike)>>,
    n_taken: usize,
    diagnostics: &'f mut Diagnostics,
}

impl Filling<'_> {
    /// Gives an operation what its others are given, which may be other ones' in turn.
    fn settle(&mut self, at: usize, n_steps: usize) {
        for (other, alike) in self.others.remove(&at).unwrap_or_default() {
            if n_steps < MOST_STEPS {
                self.settle(other, n_steps + 1);
            }
            let Some(from) = self.facts.pages.get(other).and_then(|it| it.operation.as_ref())
            else {
                continue;
            };
            let most = limits::PARAMETERS_OF_OTHERS.most;
            let was_within = self.n_taken <= most;
            self.n_taken = self.n_taken.saturating_add(n_parameters(from));
            if self.n_taken > most {
                if was_within {
                    let told = beyond_limit::report(limits::PARAMETERS_OF_OTHERS, alike.span);
                    self.diagnostics.report(told);
                }
                continue;
            }
            let mut from = from.clone();
            if alike.is_optional {
                requirement::leave_out(&mut from, &mut []);
            }
            if let Some(own) = self.facts.pages.get_mut(at).and_then(|it| it.operation.as_mut()) {
                take(own, from);
            }
        }
    }
}

fn n_parameters(of: &OperationFacts) -> usize {
    let rows = [&of.path_parameters, &of.query_parameters, &of.headers];
    rows.iter().map(|it| it.len()).sum::<usize>() + of.body.properties.len()
}

/// Where operations are, by their sections and by what they ask for.
struct Places<'s> {
    service: &'s Service,
    by_section: BTreeMap<String, usize>,
    by_path: BTreeMap<String, Vec<(Method, usize)>>,
}

impl<'s> Places<'s> {
    fn of(facts: &Facts, service: &'s Service) -> Self {
        let (mut by_section, mut by_path) =
            (BTreeMap::new(), BTreeMap::<_, Vec<(Method, usize)>>::new());
        for (at, page) in facts.pages.iter().enumerate() {
            let Some(operation) = &page.operation else { continue };
            let section = |it: &PageFacts| it.section.as_ref().map(|it| it.to_lowercase());
            by_section.extend(section(page).map(|it| (it, at)));
            for line in &operation.lines {
                let method = line.method.value;
                let there = by_path.entry(shape(service, &line.template)).or_default();
                let n_known = there.iter().filter(|it| it.0 == method).count();
                if n_known < MOST_ALIKE && !there.contains(&(method, at)) {
                    there.push((method, at));
                }
            }
        }
        Self { service, by_section, by_path }
    }

    /// The operation that another is like. A path alone stands for the operation there of the same method, or the only one.
    fn find(&self, alike: &Alike, at: usize, own: &OperationFacts) -> Option<usize> {
        let linked = alike.target.as_ref().and_then(|it| {
            let anchor = it.anchor.as_deref()?;
            self.by_section.get(&format!("{}#{anchor}", it.path).to_lowercase()).copied()
        });
        let asked = || {
            let (method, template) = alike.asked.as_ref()?;
            let there = self.by_path.get(&shape(self.service, template))?;
            let others = || there.iter().filter(|it| it.1 != at);
            let of = |wanted: Method| others().find(|it| it.0 == wanted).map(|it| it.1);
            let only = || {
                let first = others().next()?.1;
                others().all(|it| it.1 == first).then_some(first)
            };
            match method {
                Some(method) => of(*method),
                None => own.lines.iter().find_map(|it| of(it.method.value)).or_else(only),
            }
        };
        linked.or_else(asked).filter(|it| *it != at)
    }
}

/// A path below the service without the names of its placeholders.
fn shape(service: &Service, template: &UrlTemplate) -> String {
    let segments = own_segments(service, template).iter().map(|it| match it.kind {
        SegmentKind::Key { .. } => "{}".to_owned(),
        _ if it.text.starts_with([':', '$']) => "{}".to_owned(),
        _ => it.text.to_lowercase(),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Takes what an operation lacks of what another is given. What is sent goes into the query of one that only asks.
fn take(own: &mut OperationFacts, other: OperationFacts) {
    let asks = !own.lines.is_empty() && own.lines.iter().all(|it| it.method.value.is_safe());
    let has_place = |it: &ParameterClaim| {
        let segments = own.lines.iter().flat_map(|it| &it.template.segments);
        let mut names = segments.filter_map(|it| match &it.kind {
            SegmentKind::Key { name, .. } => Some(name.as_str()),
            _ => None,
        });
        let name = it.name.value.trim_matches(['{', '}', ':', '<', '>']);
        names.any(|it| it.eq_ignore_ascii_case(name))
    };
    let of_path: Vec<ParameterClaim> =
        other.path_parameters.into_iter().filter(has_place).collect();
    unite(&mut own.path_parameters, of_path);
    unite(&mut own.query_parameters, other.query_parameters);
    unite(&mut own.headers, other.headers);
    if asks {
        unite(&mut own.query_parameters, other.body.properties.into_iter().map(of_property));
    } else if !own.body.is_described() {
        own.body = other.body;
    }
}

fn unite(own: &mut Vec<ParameterClaim>, others: impl IntoIterator<Item = ParameterClaim>) {
    let name = |it: &ParameterClaim| it.name.value.to_ascii_lowercase();
    let mut known: BTreeSet<String> = own.iter().map(name).collect();
    own.extend(others.into_iter().filter(|it| known.insert(name(it))));
}
