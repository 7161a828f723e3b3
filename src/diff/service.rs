//! Where the service answers, how, and how it is asked.

use super::draft::Draft;
use super::words::{code, codes};
use super::{Effect, Kind};
use crate::model::Model;
use crate::protocol::{End, OData, Paging, TokenPlace};

pub(super) fn compare(old: &Model, new: &Model, drafts: &mut Vec<Draft>) {
    let (was, is) = (&old.protocol, &new.protocol);
    let mut tell = |kind, key: &str, (is, was): (String, String), wire| {
        if is != was {
            drafts.push(Draft {
                kind,
                subjects: vec![format!("service.{key}")],
                text: format!("is {is} now, was {was}"),
                wire,
                claims: Vec::new(),
                old: None,
                new: None,
                swaps: false,
            });
        }
    };
    let urls = (code(&new.base_url), code(&old.base_url));
    tell(Kind::BaseUrlChanged, "base-url", urls, Effect::Breaks);
    let lists = (places(&is.lists), places(&was.lists));
    tell(Kind::ListPlaceChanged, "list", lists, Effect::Breaks);
    let pages = (paging(&is.paging), paging(&was.paging));
    tell(Kind::PagingChanged, "paging", pages, Effect::Breaks);
    let codes = (places(&is.error_codes), places(&was.error_codes));
    tell(Kind::ErrorPlaceChanged, "errors.code", codes, Effect::Breaks);
    let words = (places(&is.error_messages), places(&was.error_messages));
    tell(Kind::ErrorPlaceChanged, "errors.message", words, Effect::Breaks);
    tell(Kind::TokenPlaceChanged, "token", (token(&is.token), token(&was.token)), Effect::Breaks);
    let (known, before) = (known(&is.odata), known(&was.odata));
    let is_less = before.iter().any(|it| !known.contains(it));
    let wire = if is_less { Effect::Breaks } else { Effect::Adds };
    tell(Kind::ODataChanged, "odata", (places(&known), places(&before)), wire);
}

fn places(places: &[String]) -> String {
    if places.is_empty() { "nothing".to_owned() } else { codes(places) }
}

fn known(odata: &OData) -> Vec<String> {
    let more = [("delta", odata.delta), ("batch", odata.batch)].into_iter().filter(|it| it.1);
    let options = odata.options.iter().map(|it| it.name());
    options.chain(more.map(|it| it.0)).map(str::to_owned).collect()
}

fn token(token: &TokenPlace) -> String {
    match token {
        TokenPlace::Header { name, before } => code(&format!("{name}: {before}{{token}}")),
        TokenPlace::Query(name) => code(&format!("?{name}={{token}}")),
        TokenPlace::Basic => code("authorization: Basic {basic}"),
    }
}

fn paging(paging: &Paging) -> String {
    let sized = |size: &Option<String>, end: &End| {
        let size = size.as_ref().map(|it| format!(", of {}", code(it))).unwrap_or_default();
        let end = match end {
            End::Empty => "an empty one".to_owned(),
            End::Short => "a short one".to_owned(),
            End::Header(name) => format!("one without {}", code(name)),
        };
        format!("{size}, up to {end}")
    };
    match paging {
        Paging::Whole => "no pages".to_owned(),
        Paging::Header => "a header `link`".to_owned(),
        Paging::Link(members) => format!("a link in {}", places(members)),
        Paging::Cursor { places: members, parameter, size, end } => {
            let sized = match (size, end) {
                (None, None) => String::new(),
                _ => sized(size, end.as_ref().unwrap_or(&End::Empty)),
            };
            format!("{} of {}{sized}", code(parameter), places(members))
        }
        Paging::Number { parameter, first, size, end } => {
            format!("pages by number in {}, from {first}{}", code(parameter), sized(size, end))
        }
        Paging::Offset { parameter, size, end } => {
            format!("pages by place in {}{}", code(parameter), sized(size, end))
        }
    }
}
