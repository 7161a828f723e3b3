//! Operations from their JSON, which lists one for each of its request lines.

use super::fields::{Fields, primitive};
use super::service::read_encoding;
use super::types::read_terms;
use super::{Error, Reader};
use crate::json::Value;
use crate::limits::{ARGUMENTS, PATH_SEGMENTS, is_long};
use crate::model::{
    Agreement, Argument, Line, Method, Model, Operation, Parameter, ParametersOf, Path,
    PathSegment, Permissions, RequestBody, ResponseBody, Shape,
};
use crate::odata::{QueryOption, RequestHeader};
use crate::source::{FileId, Span};
use std::collections::BTreeMap;

pub(super) fn read(reader: &Reader, root: &Fields<'_>, model: &mut Model) -> Result<(), Error> {
    // Where each is in the model, whose order is that of the file.
    let mut known: BTreeMap<(Path, Method), usize> = BTreeMap::new();
    for fields in root.objects("operations")? {
        if !fields.has("route") {
            return Err(fields.older("route"));
        }
        let path = read_route(&fields)?;
        let method = read_method(&fields)?;
        let line = read_line(reader, &fields)?;
        match known.get(&(path.clone(), method)) {
            Some(&index) => model.operations[index].lines.push(line),
            None => {
                let operation = read_operation(reader, &fields, model, path.clone(), line)?;
                known.insert((path, method), model.operations.len());
                model.operations.push(operation);
            }
        }
    }
    Ok(())
}

fn read_operation(
    reader: &Reader,
    fields: &Fields<'_>,
    model: &Model,
    path: Path,
    line: Line,
) -> Result<Operation, Error> {
    let parameters = |name: &str| -> Result<Vec<Parameter>, Error> {
        fields.objects(name)?.iter().map(|it| read_parameter(reader, it, model)).collect()
    };
    let option = |name: &String| {
        let option = QueryOption::of(name);
        option.ok_or_else(|| fields.wrong(format!("`{name}` is no query option")))
    };
    let header = |name: &String| {
        let known = RequestHeader::KEYS.iter().find(|(known, _)| known == name);
        known.map(|it| it.1).ok_or_else(|| fields.wrong(format!("`{name}` is no known header")))
    };
    let permissions = fields.objects("permissions")?;
    let mut docs = reader.docs(fields)?;
    // The page of an operation is the first that claims it.
    (docs.page, docs.span) = (Some(line.page.clone()), Some(line.span));
    Ok(Operation {
        method: read_method(fields)?,
        path,
        ends_in_slash: fields.flag("endsInSlash")?,
        shape: read_shape(fields)?,
        request: read_request(fields, model, parameters("parameters")?)?,
        parameters_of: fields.object("action")?.map(|it| read_action(&it)).transpose()?,
        sends_many: fields.text("request_body")? == "parameters"
            && fields.flag("request_collection")?,
        encoding: read_encoding(fields)?,
        media: fields.texts("other_media")?,
        response: read_response(fields, model)?,
        response_optional: fields.flag("response_optional")?,
        only_shown: fields.flag("onlyShown")?,
        status: fields.number("status")?.and_then(|it| u16::try_from(it).ok()),
        query: parameters("queryParameters")?,
        line_query: parameters("lineQuery")?,
        options: fields.texts("options")?.iter().map(option).collect::<Result<_, _>>()?,
        tracks_changes: fields.flag("tracksChanges")?,
        headers: parameters("headers")?,
        known_headers: fields
            .texts("clientHeaders")?
            .iter()
            .map(header)
            .collect::<Result<_, _>>()?,
        path_parameters: parameters("pathParameters")?,
        function_parameters: parameters("functionParameters")?,
        deprecated: fields.flag("deprecated")?,
        composable: fields.flag("composable")?,
        permissions: permissions.iter().map(read_permissions).collect::<Result<_, _>>()?,
        examples: Vec::new(),
        docs,
        title: fields.maybe_text("name")?,
        pages: fields.texts("pages")?,
        agreement: Agreement::OnePage,
        lines: vec![line],
    })
}

fn read_line(reader: &Reader, fields: &Fields<'_>) -> Result<Line, Error> {
    let page = fields.maybe_text("_page")?.unwrap_or_default();
    let span = match fields.number("_line")? {
        Some(line) => reader.span(&page, line),
        None => Span::new(FileId(u32::MAX), 0..0),
    };
    Ok(Line { target: fields.text("path")?, page, span })
}

fn read_method(fields: &Fields<'_>) -> Result<Method, Error> {
    let name = fields.text("method")?;
    let method = Method::spelt(&name).filter(|it| it.as_str() == name);
    method.ok_or_else(|| fields.wrong(format!("`{name}` is no method")))
}

fn read_shape(fields: &Fields<'_>) -> Result<Shape, Error> {
    Ok(match fields.text("shape")?.as_str() {
        "list" => Shape::List,
        "get" => Shape::Get,
        "create" => Shape::Create,
        "update" => Shape::Update,
        "replace" => Shape::Replace,
        "delete" => Shape::Delete,
        "action" => Shape::Action,
        "function" => Shape::Function,
        other => return Err(fields.wrong(format!("`{other}` is no shape"))),
    })
}

fn read_route(fields: &Fields<'_>) -> Result<Path, Error> {
    fields.within(PATH_SEGMENTS, "route")?;
    let segments = fields.objects("route")?;
    let segment = |it: &Fields<'_>| {
        let text = |name: &str| {
            let text = it.maybe_text(name)?.unwrap_or_default();
            let problem = || it.wrong_at(name, format!("its `{name}` is too long"));
            if is_long(&text) { Err(problem()) } else { Ok(text) }
        };
        if it.has("literal") {
            return Ok(PathSegment::Literal(text("literal")?));
        }
        let (prefix, suffix) = (text("prefix")?, text("suffix")?);
        if it.has("call") {
            it.within(ARGUMENTS, "arguments")?;
            let arguments = it.objects("arguments")?;
            let arguments = arguments.iter().map(read_argument).collect::<Result<_, _>>()?;
            return Ok(PathSegment::Call { name: text("call")?, arguments, suffix });
        }
        Ok(PathSegment::Key { prefix, name: text("key")?, suffix })
    };
    Ok(Path { segments: segments.iter().map(segment).collect::<Result<_, Error>>()? })
}

fn read_argument(fields: &Fields<'_>) -> Result<Argument, Error> {
    let ty = fields.text("type")?;
    Ok(Argument {
        name: fields.maybe_text("name")?.unwrap_or_default(),
        quoted: fields.flag("quoted")?,
        prefix: fields.maybe_text("prefix")?.unwrap_or_default(),
        fixed: fields.maybe_text("fixed")?,
        ty: primitive(&ty).ok_or_else(|| fields.wrong(format!("`{ty}` is no primitive type")))?,
    })
}

fn read_action(fields: &Fields<'_>) -> Result<ParametersOf, Error> {
    if fields.has("binding") {
        return Ok(ParametersOf::Titled {
            namespace: fields.text("namespace")?,
            binding: fields.text("binding")?,
            action: fields.text("action")?,
        });
    }
    let (method, shape) = (read_method(fields)?, read_shape(fields)?);
    Ok(ParametersOf::Shortest { method, shape, path: read_route(fields)? })
}

fn read_request(
    fields: &Fields<'_>,
    model: &Model,
    parameters: Vec<Parameter>,
) -> Result<RequestBody, Error> {
    let ty = || fields.type_ref(model, "request_type", "request_collection");
    Ok(match fields.text("request_body")?.as_str() {
        "none" => RequestBody::None,
        "type" => RequestBody::Type(ty()?),
        "parameters" => RequestBody::Parameters(parameters),
        "bytes" if fields.flag("request_media")? => RequestBody::Media(ty()?),
        "bytes" => RequestBody::Stream,
        "reference" => RequestBody::Reference { set: fields.maybe_text("reference_set")? },
        "json" => RequestBody::Untyped,
        other => return Err(fields.wrong(format!("`{other}` is no kind of body"))),
    })
}

fn read_response(fields: &Fields<'_>, model: &Model) -> Result<ResponseBody, Error> {
    Ok(match fields.text("response_body")?.as_str() {
        "none" => ResponseBody::None,
        "type" => {
            ResponseBody::Type(fields.type_ref(model, "response_type", "response_collection")?)
        }
        "bytes" => ResponseBody::Stream,
        "json" => ResponseBody::Untyped,
        other => return Err(fields.wrong(format!("`{other}` is no kind of body"))),
    })
}

fn read_parameter(reader: &Reader, fields: &Fields<'_>, model: &Model) -> Result<Parameter, Error> {
    Ok(Parameter {
        name: fields.name("name")?,
        ty: fields.type_ref(model, "type", "collection")?,
        required: fields.maybe_flag("required")?,
        terms: read_terms(fields)?,
        inferred: fields.flag("inferred")?,
        docs: reader.docs(fields)?,
    })
}

fn read_permissions(fields: &Fields<'_>) -> Result<Permissions, Error> {
    let names = |value: &Value| -> Option<Vec<String>> {
        value.as_array()?.iter().map(|it| it.as_str().map(str::to_owned)).collect()
    };
    let alternatives = fields.values("alternatives")?.iter().map(names).collect::<Option<_>>();
    Ok(Permissions {
        page: fields.maybe_text("page")?.unwrap_or_default(),
        caller: fields.text("caller")?,
        scope: fields.maybe_text("scope")?,
        alternatives: alternatives
            .ok_or_else(|| fields.wrong("its `alternatives` are no lists of names"))?,
        ordered: fields.has("leastPrivileged"),
    })
}
