//! What an operation answers: the claims of its page's examples, of the response section and of the
//! relationship that its path ends in, and which of them is believed.

mod asked;
mod reached;
mod shown;
mod weigh;

use super::cx::{Group, OperationCx, answered_names};
use super::words::{is_plural, plural_of};
use super::{paths, unions};
use crate::diagnostic::Diagnostics;
use crate::edm::Primitive;
use crate::facts::{ExampleFacts, RequestLine, TypeText};
use crate::model::{ItemType, Method, Path, PathSegment, ResponseBody, TypeRef};
use crate::odata::QueryOption;
use crate::rules::resolve as rules;
use crate::urls::is_service;
use asked::{is_one_longer, is_own};
pub(crate) use reached::Reached;
use shown::{all_equal, says_empty, shown};
use weigh::Claimed;

/// What one page says that an operation answers, and how good a reason it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) body: ResponseBody,
    /// A success may also come without a body.
    pub(crate) optional: bool,
    pub(crate) status: Option<u16>,
    pub(crate) evidence: Evidence,
}

/// Why a page's answer is believed, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// An example asks for this very path.
    OwnExample,
    /// The page's examples ask for other paths but agree.
    Examples,
    /// A sentence.
    Prose,
    /// Nothing but the method and the path.
    Nothing,
}

/// The answer's body and status.
pub(crate) fn lower(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    reached: &Reached,
    diagnostics: &mut Diagnostics,
) -> Answer {
    let page = Page::of(cx, group);
    let status = status(group, page.own.iter().chain(&page.successes).copied());
    if let Some(body) = of_protocol(group) {
        return Answer { body, optional: false, status, evidence: Evidence::OwnExample };
    }
    let facts = group.claim.facts;
    let said = facts.response.ty.as_ref();
    let said = said.and_then(|ty| said_type(cx, group, ty, diagnostics));
    let said = said.map(|ty| reached.beside(cx, group, ty).unwrap_or(ty));
    let (body, evidence) = shown_or_said(cx, group, &page, said, status);
    let body = weighed(cx, group, reached, said, (body, evidence));
    let is_other = says_body(group) && facts.response.of_status != status;
    if let Some(ty) = said
        && group.method != Method::Get
        && is_other
        && page.successes.iter().all(|it| has_no_body(it))
    {
        let body = if let ResponseBody::Type(_) = body { body } else { ResponseBody::Type(ty) };
        return Answer { body, optional: true, status, evidence };
    }
    let optional = is_optional(group, &page, (body, evidence));
    Answer { body, optional, status, evidence }
}

/// The body with the type and the number that all claims together make most likely.
fn weighed(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    reached: &Reached,
    said: Option<TypeRef>,
    (body, evidence): (ResponseBody, Evidence),
) -> ResponseBody {
    let is_read = group.method == Method::Get;
    let is_told = said.is_some() || evidence < Evidence::Prose;
    // Where only docs say what is answered, a path's words count where these say nothing.
    let is_led = !(is_told && cx.is_said_only(group.claim.page));
    let led_to = led_to(cx, group, reached).filter(|_| is_led);
    let mut claimed = Claimed { reached: led_to, ..Claimed::default() };
    let is_cast = is_read && reached::is_cast(cx, &group.path) && claimed.reached.is_some();
    let is_own = evidence == Evidence::OwnExample;
    match body {
        ResponseBody::Type(_) if is_cast => {}
        ResponseBody::Type(ty) => {
            let is_prose = evidence == Evidence::Prose;
            claimed.shown = Some(ty).filter(|_| !is_prose);
            // A selection answers what its path is, whatever the text says of what is selected.
            claimed.said = said.filter(|_| is_prose || !has_options(group));
        }
        ResponseBody::Untyped if is_read || is_success_of_write(group) => {}
        ResponseBody::None | ResponseBody::Stream | ResponseBody::Untyped => return body,
    }
    let Some(item) = claimed.item(cx) else { return body };
    if !is_own && claimed.reached.is_some() {
        // A text that speaks of many counts where the path's name does and the page is of nothing else.
        let says_many = claimed.said.is_some_and(|ty| ty.collection) && is_only_subject(group);
        claimed.said = claimed.said.filter(|_| says_many);
        claimed.shown = None;
    }
    let ends_in_key = ends_in_key(group);
    let collection = match body {
        // A key picks one of many.
        _ if is_read && ends_in_key => false,
        ResponseBody::Type(ty) if !is_read => ty.collection,
        _ => {
            let is_plural = !is_own && names_many(group);
            claimed.collection().unwrap_or(false) || takes_options_of_many(group) || is_plural
        }
    };
    ResponseBody::Type(TypeRef { item, collection })
}

/// Whether all lines of a page lead to what one name of the plural stands for.
fn is_only_subject(group: &Group<'_>) -> bool {
    let Some(PathSegment::Literal(name)) = group.path.segments.last() else { return false };
    // The name of one thing may end in `s` as its type's does: `basics` is `oneBasics`.
    let name = name.to_lowercase();
    let is_of_type = |ty: &str| ty.to_lowercase().ends_with(&name);
    if !is_plural(&name) || answered_names(group.claim.facts).any(is_of_type) {
        return false;
    }
    let last = |line: &RequestLine| line.template.segments.last().map(|it| it.text.to_lowercase());
    let mut lines = group.claim.facts.lines.iter();
    let first = lines.next().map(last);
    lines.all(|line| Some(last(line)) == first)
}

/// Whether a path picks one of many: by a key, by a value in brackets without a name, or by a named one
/// behind the plural of what is answered, as other keys are written.
fn ends_in_key(group: &Group<'_>) -> bool {
    match group.path.segments.last() {
        Some(PathSegment::Key { .. }) => true,
        Some(PathSegment::Call { name, arguments, suffix }) if suffix.is_empty() => {
            let is_bare = matches!(arguments.as_slice(), [only] if only.name.is_empty());
            let is_of_set =
                || answered_names(group.claim.facts).any(|it| plural_of(name, it).is_some());
            is_bare || !arguments.is_empty() && is_of_set()
        }
        Some(PathSegment::Call { .. } | PathSegment::Literal(_)) | None => false,
    }
}

/// Whether a page says of something written that what it is then comes back, as `200` and `201` do, though
/// not of what type.
fn is_success_of_write(group: &Group<'_>) -> bool {
    let statuses = &group.claim.facts.response.statuses;
    statuses.iter().any(|status| matches!(status.value, 200 | 201))
}

/// The type that a path leads to by the properties on its way, for methods that answer with it.
fn led_to(cx: &OperationCx<'_>, group: &Group<'_>, reached: &Reached) -> Option<TypeRef> {
    match group.method {
        _ if paths::is_media(&group.path) => None,
        Method::Get => reached.step(cx, &group.path),
        // What is added to a collection comes back.
        Method::Post => {
            let of_many = reached.step(cx, &group.path).filter(|ty| ty.collection)?;
            Some(TypeRef { collection: false, ..of_many })
        }
        Method::Patch | Method::Put => reached
            .step(cx, &group.path)
            .or_else(|| reached.at(cx, &group.path.segments))
            .filter(|ty| !ty.collection),
        Method::Delete | Method::Head | Method::Options | Method::Other(_) => None,
    }
}

/// Whether a success may come without the body: the page says or shows so beside it, or says nothing of
/// a body at all.
fn is_optional(
    group: &Group<'_>,
    page: &Page<'_>,
    (body, evidence): (ResponseBody, Evidence),
) -> bool {
    if group.method == Method::Get || body == ResponseBody::None {
        return false;
    }
    let shown = page.successes.iter().filter_map(|example| example.response.as_ref());
    let shown = shown.map(|response| response.status.value);
    let said = group.claim.facts.response.statuses.iter().map(|it| it.value);
    let is_silent = evidence == Evidence::Nothing && said.clone().next().is_none();
    is_silent || said.chain(shown).any(|status| status == 204)
}

/// The examples of a group's page that succeed.
struct Page<'f> {
    successes: Vec<&'f ExampleFacts>,
    /// Those that ask for the group's path.
    own: Vec<&'f ExampleFacts>,
}

impl<'f> Page<'f> {
    fn of(cx: &OperationCx<'_>, group: &Group<'f>) -> Self {
        let examples = group.claim.facts.examples.iter();
        let successes: Vec<&ExampleFacts> =
            examples.filter(|it| is_success(it) && asks_service(cx, it)).collect();
        let own = successes.iter().copied().filter(|it| is_own(cx, group, it)).collect();
        Self { successes, own }
    }
}

/// What the protocol itself says, whatever the page shows.
fn of_protocol(group: &Group<'_>) -> Option<ResponseBody> {
    if group.method == Method::Head {
        return Some(ResponseBody::None);
    }
    let is_reference = ends_with(&group.path, "$ref");
    if group.method != Method::Get {
        return is_reference.then_some(ResponseBody::None);
    }
    if paths::is_media(&group.path) {
        return Some(ResponseBody::Stream);
    }
    if ends_with(&group.path, "$count") {
        let item = ItemType::Primitive(Primitive::Int32);
        return Some(ResponseBody::Type(TypeRef { item, collection: false }));
    }
    // References are not what they refer to, and nothing comes back where one is written.
    is_reference.then_some(ResponseBody::Untyped)
}

/// Whether a path asks for a collection whatever the page shows: its lines have options that only
/// collections take.
fn takes_options_of_many(group: &Group<'_>) -> bool {
    if !matches!(group.path.segments.last(), Some(PathSegment::Literal(_))) {
        return false;
    }
    let mut queries = group.lines.iter().filter_map(|line| line.template.query.as_ref());
    let has_option = |query: &str| {
        let mut names = query.split('&').filter_map(|option| option.split('=').next());
        names.any(|name| QueryOption::of(name).is_some_and(|option| option.is_of_collections()))
    };
    queries.any(|query| has_option(&query.value))
}

/// Whether a path's last word is the plural of a type that the page says it answers: no reason where
/// an example of this very path shows one.
fn names_many(group: &Group<'_>) -> bool {
    let Some(PathSegment::Literal(last)) = group.path.segments.last() else { return false };
    answered_names(group.claim.facts).any(|name| plural_of(last, name).is_some())
}

fn shown_or_said(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    examples: &Page<'_>,
    said: Option<TypeRef>,
    status: Option<u16>,
) -> (ResponseBody, Evidence) {
    let page = group.claim.page;
    let Page { successes, own } = examples;
    let own_bodies = shown(cx, page, own);
    if said.is_none() && says_empty(group, own) {
        return (ResponseBody::None, Evidence::OwnExample);
    }
    if let Some(body) = pick(cx, &own_bodies, said) {
        let with_body = said.filter(|_| body == ResponseBody::None && says_body(group));
        return (with_body.map_or(body, ResponseBody::Type), Evidence::OwnExample);
    }
    let all_bodies = shown(cx, page, successes);
    let all = pick(cx, &all_bodies, said).filter(|_| all_equal(&all_bodies));
    let whole: Vec<&ExampleFacts> =
        successes.iter().copied().filter(|example| is_one_longer(cx, group, example)).collect();
    if !whole.is_empty() && group.method == Method::Get {
        let body = pick(cx, &shown(cx, page, &whole), said);
        return match body.and_then(|body| part_of(cx, group, body)) {
            Some(body) => (body, Evidence::Examples),
            None => (fallback(group), Evidence::Nothing),
        };
    }
    // Without an example of this very line the page's answer counts if all its examples agree.
    if let Some(body) = all.filter(|_| !has_options(group)) {
        return (body, Evidence::Examples);
    }
    let with_body = said.filter(|_| says_body(group));
    let is_none = group.claim.facts.response.none.is_some() && said.is_none();
    let has_none = status == Some(204) || status == Some(202) && said.is_none() || is_none;
    if with_body.is_none() && has_none {
        return (ResponseBody::None, Evidence::Prose);
    }
    if with_body.is_none() && matches!(status, Some(301..=303 | 307 | 308)) {
        return (ResponseBody::Stream, Evidence::Prose);
    }
    if let Some(ty) = said {
        let is_stream = ty.item == ItemType::Primitive(Primitive::Stream);
        let body = if is_stream { ResponseBody::Stream } else { ResponseBody::Type(ty) };
        return (body, Evidence::Prose);
    }
    let shows_nothing = !successes.is_empty() && successes.iter().all(|it| has_no_body(it));
    if shows_nothing && group.method != Method::Get {
        return (ResponseBody::None, Evidence::Examples);
    }
    (fallback(group), Evidence::Nothing)
}

/// Whether the text has a type for a status that comes with a body.
fn says_body(group: &Group<'_>) -> bool {
    matches!(group.claim.facts.response.of_status, Some(200 | 201))
}

/// The lines ask for a selection, which examples of the plain line do not show.
fn has_options(group: &Group<'_>) -> bool {
    let mut queries = group.lines.iter().filter_map(|line| line.template.query.as_ref());
    queries.any(|query| query.value.contains("$expand") || query.value.contains("$filter"))
}

fn has_no_body(example: &ExampleFacts) -> bool {
    example.response.as_ref().is_some_and(|response| response.body.is_none())
}

/// The type of the property that the path's last segment names, where the page's answer is the whole.
fn part_of(cx: &OperationCx<'_>, group: &Group<'_>, whole: ResponseBody) -> Option<ResponseBody> {
    let ResponseBody::Type(TypeRef { item: ItemType::Named(id), .. }) = whole else { return None };
    let Some(PathSegment::Literal(name)) = group.path.segments.last() else { return None };
    let property = cx.model.property(id, name)?;
    (group.method == Method::Get).then_some(ResponseBody::Type(property.ty))
}

/// Where nothing is said, only reading is sure to answer something.
fn fallback(group: &Group<'_>) -> ResponseBody {
    match group.method {
        Method::Delete | Method::Options => ResponseBody::None,
        _ => ResponseBody::Untyped,
    }
}

/// The first body that is typed; an untyped one gives way to what the prose says.
fn pick(
    cx: &OperationCx<'_>,
    bodies: &[ResponseBody],
    said: Option<TypeRef>,
) -> Option<ResponseBody> {
    let typed = bodies.iter().find(|body| matches!(body, ResponseBody::Type(_)));
    let shown = *typed.or(bodies.first())?;
    match (shown, said) {
        (ResponseBody::Untyped, Some(ty)) => Some(ResponseBody::Type(ty)),
        // An example of a collection that does not say of what takes the type from the prose.
        (ResponseBody::Type(shown), Some(said))
            if shown.item == ItemType::Untyped && said.item != ItemType::Untyped =>
        {
            let collection = shown.collection && !shown::has_value_property(cx, said.item);
            Some(ResponseBody::Type(TypeRef { item: said.item, collection }))
        }
        _ => Some(shown),
    }
}

fn status<'e>(group: &Group<'_>, examples: impl Iterator<Item = &'e ExampleFacts>) -> Option<u16> {
    let mut shown = examples.filter_map(|example| example.response.as_ref());
    let said = group.claim.facts.response.statuses.iter().map(|it| it.value);
    let said = said.filter(|code| (200..400).contains(code)).collect::<Vec<_>>();
    shown.next().map(|response| response.status.value).or(said.first().copied())
}

fn is_success(example: &ExampleFacts) -> bool {
    example.response.as_ref().is_some_and(|response| {
        (200..400).contains(&response.status.value) && !response.annotation.expect_error
    })
}

fn asks_service(cx: &OperationCx<'_>, example: &ExampleFacts) -> bool {
    example.request.as_ref().is_none_or(|request| {
        !request.annotation.opaque_url && is_service(&cx.cx.dialect.service, &request.template)
    })
}

fn ends_with(path: &Path, literal: &str) -> bool {
    matches!(path.segments.last(), Some(PathSegment::Literal(last)) if last == literal)
}

/// What the response section's sentence names.
fn said_type(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    ty: &TypeText,
    diagnostics: &mut Diagnostics,
) -> Option<TypeRef> {
    let found = unions::resolve_in_sentence(cx, group.claim.page, ty);
    let leads_away = ty.mentions.iter().any(|mention| {
        let page = group.claim.page;
        mention.target.as_ref().is_some_and(|target| target.path != cx.cx.file(page))
    });
    if found.is_none() && leads_away && !ty.is_guess {
        diagnostics.report(rules::unknown_type::report(ty, cx.hint(ty)));
    }
    found
}
