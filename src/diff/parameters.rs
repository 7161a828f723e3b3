//! What a call is given beside a body of a type: parameters of actions, query parameters, headers, options, arguments.

use super::both::Both;
use super::cx::Cx;
use super::draft::{Claim, Draft};
use super::properties::compare_terms;
use super::words::code;
use super::{Effect, Kind, likeness};
use crate::model::{Parameter, RequestBody};
use crate::odata::{QueryOption, RequestHeader};
use std::collections::BTreeMap;

/// Names at least so like are one that was renamed.
const LIKE: f64 = 0.6;

/// Headers that are the client's own business.
const CLIENTS_OWN: &[&str] = &["accept", "authorization", "content-type"];

/// Where a parameter is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Body,
    /// In every request line.
    Line,
    Query,
    Header,
}

pub(super) fn compare(cx: &Cx<'_>, it: &Both<'_>, drafts: &mut Vec<Draft>) {
    if let (RequestBody::Parameters(old), RequestBody::Parameters(new)) =
        (&it.old.request, &it.new.request)
    {
        compare_lists(cx, it, Where::Body, old, new, drafts);
    }
    compare_lists(cx, it, Where::Line, &it.old.line_query, &it.new.line_query, drafts);
    let of_query = |all: &[Parameter], line: &[Parameter]| -> Vec<Parameter> {
        let is_other = |it: &&Parameter| {
            QueryOption::of(&it.name).is_none()
                && !line.iter().any(|argument| argument.name.eq_ignore_ascii_case(&it.name))
        };
        all.iter().filter(is_other).cloned().collect()
    };
    // A parameter that every line writes out is told as such, wherever it is described.
    let old = of_query(&of_query(&it.old.query, &it.old.line_query), &it.new.line_query);
    let new = of_query(&of_query(&it.new.query, &it.new.line_query), &it.old.line_query);
    compare_lists(cx, it, Where::Query, &old, &new, drafts);
    let of_header = |all: &[Parameter]| -> Vec<Parameter> {
        let is_callers = |it: &&Parameter| !CLIENTS_OWN.contains(&&*it.name.to_ascii_lowercase());
        all.iter().filter(is_callers).cloned().collect()
    };
    let (old, new) = (of_header(&it.old.headers), of_header(&it.new.headers));
    compare_lists(cx, it, Where::Header, &old, &new, drafts);
    compare_options(cx, it, drafts);
}

fn compare_lists(
    cx: &Cx<'_>,
    it: &Both<'_>,
    place: Where,
    old: &[Parameter],
    new: &[Parameter],
    drafts: &mut Vec<Draft>,
) {
    let key = |parameter: &Parameter| match place {
        Where::Header => parameter.name.to_ascii_lowercase(),
        Where::Body | Where::Line | Where::Query => parameter.name.clone(),
    };
    let by_name = |all: &[Parameter]| -> BTreeMap<String, Parameter> {
        all.iter().rev().map(|it| (key(it), it.clone())).collect()
    };
    let (old, new) = (by_name(old), by_name(new));
    let missing = |all: &BTreeMap<String, Parameter>, others: &BTreeMap<String, Parameter>| {
        let missing = all.iter().filter(|(name, _)| !others.contains_key(*name));
        missing.map(|(_, it)| it.clone()).collect::<Vec<Parameter>>()
    };
    let (gone, come) = (missing(&old, &new), missing(&new, &old));
    let renamed = likeness::pairs(&gone, &come, |a, b| {
        let is_text = a.docs.text.is_some() && a.docs.text == b.docs.text;
        let names = likeness::of_names(&a.name, &b.name);
        let is_like = cx.is_alike(a, b) && (is_text || names >= LIKE);
        if is_like { 0.1 + names } else { 0.0 }
    });
    let mut tell = |kind, text, wire, parameters: [Option<&Parameter>; 2]| {
        let claims = parameters.into_iter().flatten().flat_map(|one| claims(it, place, one));
        let mut draft = it.draft(cx, kind, text, wire, claims.collect());
        // Where the parameter itself stands, if that is known.
        let [old, new] = parameters;
        let old = old.and_then(|it| cx.old.places.of(&it.docs)).filter(|it| it.line.is_some());
        let new = new.and_then(|it| cx.new.places.of(&it.docs)).filter(|it| it.line.is_some());
        (draft.old, draft.new) = (old.or(draft.old), new.or(draft.new));
        drafts.push(draft);
    };
    let what = match place {
        Where::Body => "parameter",
        Where::Line | Where::Query => "query parameter",
        Where::Header => "header",
    };
    for (i, j) in &renamed {
        let (a, b) = (&gone[*i], &come[*j]);
        let text = format!("{what} {} is called {} now", code(&a.name), code(&b.name));
        tell(Kind::ParameterRenamed, text, Effect::Breaks, [Some(a), Some(b)]);
    }
    for (_, a) in gone.iter().enumerate().filter(|(i, _)| !renamed.iter().any(|it| it.0 == *i)) {
        let text = format!("{what} {} is gone", code(&a.name));
        // What every line wrote out is asked for no longer.
        let wire = if place == Where::Line { Effect::None } else { Effect::Breaks };
        tell(Kind::ParameterRemoved, text, wire, [Some(a), None]);
    }
    for (_, b) in come.iter().enumerate().filter(|(j, _)| !renamed.iter().any(|it| it.1 == *j)) {
        let must = b.required == Some(true) || place == Where::Line;
        let ty = super::cx::shown(cx.new.model, b.ty);
        let ty = if place == Where::Header { String::new() } else { format!(", {ty}") };
        let needed = if must { "; it must be given" } else { "" };
        let text = format!("{what} {} is new{ty}{needed}", code(&b.name));
        let wire = if must { Effect::Breaks } else { Effect::Adds };
        tell(Kind::ParameterAdded, text, wire, [None, Some(b)]);
    }
    for (name, a) in &old {
        let Some(b) = new.get(name) else { continue };
        if !cx.is_alike(a, b) && place != Where::Header {
            let (was, is) = cx.shown(a.ty, b.ty);
            let text = format!("{what} {} is {is} now, was {was}", code(&b.name));
            tell(Kind::ParameterTypeChanged, text, Effect::Breaks, [Some(a), Some(b)]);
        }
        let must = |it: &Parameter| it.required == Some(true);
        if must(a) != must(b) && place != Where::Line {
            let (text, wire) = match must(b) {
                true => (format!("{what} {} must be given now", code(&b.name)), Effect::Breaks),
                false => (format!("{what} {} may be left out now", code(&b.name)), Effect::Adds),
            };
            tell(Kind::ParameterRequiredChanged, text, wire, [Some(a), Some(b)]);
        }
        for (kind, text, wire) in compare_terms(&a.terms, &b.terms) {
            tell(kind, format!("{what} {} {text}", code(&b.name)), wire, [Some(a), Some(b)]);
        }
    }
}

/// What a parameter is in Rust.
fn claims(it: &Both<'_>, place: Where, parameter: &Parameter) -> Vec<Claim> {
    match place {
        Where::Body => {
            let keys = [it.old_key, it.new_key];
            keys.map(|key| Claim::One(format!("parameter of {key}: {}", parameter.name))).into()
        }
        Where::Line => it.claim("method"),
        Where::Query => it.claim_offers(&[&format!("query `{}`", parameter.name)]),
        Where::Header => {
            let is_it = |key: &str| key.eq_ignore_ascii_case(&parameter.name);
            let known = RequestHeader::KEYS.iter().find(|(key, _)| is_it(key));
            known.map_or_else(Vec::new, |(_, header)| {
                it.claim_offers(&[format!("Takes<{header:?}>").as_str()])
            })
        }
    }
}

/// The protocol's own query options.
fn compare_options(cx: &Cx<'_>, it: &Both<'_>, drafts: &mut Vec<Draft>) {
    let claims = |option: QueryOption| {
        let name = match option {
            QueryOption::Select => "Selects",
            QueryOption::Expand => "Expands",
            QueryOption::Filter => "Filters",
            QueryOption::OrderBy => "Orders",
            QueryOption::Top => "Takes<Top>",
            QueryOption::Skip => "Takes<Skip>",
            QueryOption::Search => "Takes<Search>",
            QueryOption::Count => "Takes<Count>",
        };
        it.claim_offers(&[name])
    };
    for option in QueryOption::ALL {
        let (was, is) = (it.old.options.contains(option), it.new.options.contains(option));
        let (kind, text, wire) = match (was, is) {
            (true, false) => (Kind::OptionRemoved, "no longer takes", Effect::Breaks),
            (false, true) => (Kind::OptionAdded, "takes", Effect::Adds),
            (true, true) | (false, false) => continue,
        };
        let now = if is { " now" } else { "" };
        let text = format!("{text} `{}`{now}", option.name());
        drafts.push(it.draft(cx, kind, text, wire, claims(*option)));
    }
}
