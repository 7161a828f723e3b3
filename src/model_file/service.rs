//! How the service answers and is asked.

use super::Error;
use super::fields::Fields;
use crate::odata::QueryOption;
use crate::protocol::{
    Encoding, End, FormLists, FormMembers, FormStyle, OData, Paging, Protocol, Sending, TokenPlace,
};

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
        sending: match service.object("body")? {
            Some(body) => Sending { is_form: body.text("as")? == "form", form: read_form(&body)? },
            None => Sending::default(),
        },
    })
}

/// How a body is written.
pub(super) fn read_encoding(operation: &Fields<'_>) -> Result<Encoding, Error> {
    let Some(encoding) = operation.object("encoding")? else { return Ok(Encoding::Json) };
    let form = read_form(&encoding)?;
    match encoding.text("as")?.as_str() {
        "form" => Ok(Encoding::Form(form)),
        "multipart" => Ok(Encoding::Multipart { form, files: encoding.flag("files")? }),
        _ => Err(encoding.wrong_at("as", "nothing is written so")),
    }
}

fn read_form(body: &Fields<'_>) -> Result<FormStyle, Error> {
    Ok(FormStyle {
        lists: read_name(body, "lists", FormLists::NAMES)?,
        members: read_name(body, "members", FormMembers::NAMES)?,
    })
}

fn read_name<T: Copy>(
    body: &Fields<'_>,
    name: &str,
    names: &[(&'static str, T)],
) -> Result<T, Error> {
    let text = body.text(name)?;
    let found = names.iter().find(|it| it.0 == text).map(|it| it.1);
    found.ok_or_else(|| body.wrong_at(name, "nothing is written so"))
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
