//! How the service answers and is asked.

use super::Error;
use super::fields::Fields;
use crate::odata::QueryOption;
use crate::protocol::{End, OData, Paging, Protocol, TokenPlace};

/// What a file says of its service; of one that says nothing, as older ones do, what OData's do.
pub(super) fn read(root: &Fields<'_>) -> Result<Protocol, Error> {
    let Some(service) = root.object("service")? else { return Ok(Protocol::default()) };
    let errors = service.object("errors")?;
    let places = |name: &str| match &errors {
        Some(errors) => errors.texts(name),
        None => Ok(Vec::new()),
    };
    Ok(Protocol {
        lists: service.texts("list")?,
        paging: match service.object("paging")? {
            Some(paging) => read_paging(&paging)?,
            None => Paging::Whole,
        },
        error_codes: places("code")?,
        error_messages: places("message")?,
        token: match service.object("token")? {
            Some(token) => read_token(&token)?,
            None => Protocol::default().token,
        },
        odata: read_odata(&service)?,
    })
}

fn read_paging(paging: &Fields<'_>) -> Result<Paging, Error> {
    let end = || {
        Ok(match paging.text("end")?.as_str() {
            "empty" => End::Empty,
            "short" => End::Short,
            name => match name.strip_suffix(':') {
                Some(name) => End::Header(name.to_owned()),
                None => return Err(paging.wrong_at("end", "nothing ends so")),
            },
        })
    };
    let (places, parameter) = (|| paging.texts("member"), || paging.text("parameter"));
    Ok(match paging.text("by")?.as_str() {
        "none" => Paging::Whole,
        "header" => Paging::Header,
        "link" => Paging::Link(places()?),
        "cursor" => Paging::Cursor {
            places: places()?,
            parameter: parameter()?,
            size: paging.maybe_text("size")?,
            end: paging.maybe_text("end")?.map(|_| end()).transpose()?,
        },
        "number" => Paging::Number {
            parameter: parameter()?,
            first: paging.number("first")?.unwrap_or(1),
            size: paging.maybe_text("size")?,
            end: end()?,
        },
        "offset" => Paging::Offset {
            parameter: parameter()?,
            size: paging.maybe_text("size")?,
            end: end()?,
        },
        _ => return Err(paging.wrong_at("by", "nothing goes on so")),
    })
}

fn read_token(token: &Fields<'_>) -> Result<TokenPlace, Error> {
    if let Some(name) = token.maybe_text("header")? {
        let before = token.maybe_text("before")?.unwrap_or_default();
        return Ok(TokenPlace::Header { name, before });
    }
    if let Some(name) = token.maybe_text("query")? {
        return Ok(TokenPlace::Query(name));
    }
    match token.flag("basic")? {
        true => Ok(TokenPlace::Basic),
        false => Err(token.wrong("a token is in a `header`, a `query` parameter or `basic`")),
    }
}

fn read_odata(service: &Fields<'_>) -> Result<OData, Error> {
    let mut found = OData::default();
    for name in service.texts("odata")? {
        match (name.as_str(), QueryOption::of(&name)) {
            ("delta", _) => found.delta = true,
            ("batch", _) => found.batch = true,
            (_, Some(option)) => {
                found.options.insert(option);
            }
            (_, None) => return Err(service.wrong_at("odata", "it has something else in it")),
        }
    }
    Ok(found)
}
