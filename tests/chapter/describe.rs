//! A model as a few lines of text: one a type, property and operation.

use docwright::edm::{Kind, PropertyTerms, Returned};
use docwright::model::{
    Argument, Deviation, DeviationKind, Docs, EnumType, ItemType, Model, Operation, Parameter,
    PathSegment, Permissions, Property, RequestBody, ResponseBody, StructuredType, Type, TypeRef,
};

pub(crate) fn describe(model: &Model) -> String {
    let mut lines = Vec::new();
    for ty in model.types.values() {
        match ty {
            Type::Structured(ty) => describe_structured(model, ty, &mut lines),
            Type::Enum(ty) => lines.push(describe_enum(ty)),
        }
    }
    for operation in &model.operations {
        describe_operation(model, operation, &mut lines);
    }
    lines.join("\n") + "\n"
}

/// Members that are sent only on request end in `?`; an enum that may grow is marked.
fn describe_enum(ty: &EnumType) -> String {
    let flags = if ty.flags { "flags" } else { "enum" };
    let evolvable = if ty.evolvable { " evolvable" } else { "" };
    let members: Vec<String> = ty
        .members
        .iter()
        .map(|it| {
            let value = it.value.map(|value| format!("={value}")).unwrap_or_default();
            format!("{}{value}{}", it.name, if it.later { "?" } else { "" })
        })
        .collect();
    let evolvable = if ty.numbers { " of numbers" } else { evolvable };
    format!("{flags} {}{evolvable}: {}", ty.name.qualified(), members.join(" "))
}

/// What people read about types, properties and operations, where the docs say something.
pub(crate) fn describe_docs(model: &Model) -> String {
    let mut lines = Vec::new();
    let mut add = |name: String, docs: &Docs| {
        lines.extend(docs.text.as_ref().map(|text| format!("{name}: {text}")));
    };
    for ty in model.types.values() {
        match ty {
            Type::Structured(ty) => {
                add(ty.name.name.clone(), &ty.docs);
                for property in &ty.properties {
                    add(format!("{}.{}", ty.name.name, property.name), &property.docs);
                }
            }
            Type::Enum(ty) => {
                add(ty.name.name.clone(), &ty.docs);
                for member in &ty.members {
                    add(format!("{}.{}", ty.name.name, member.name), &member.docs);
                }
            }
        }
    }
    for operation in &model.operations {
        add(operation.title.clone().unwrap_or_default(), &operation.docs);
    }
    lines.join("\n")
}

fn describe_structured(model: &Model, ty: &StructuredType, lines: &mut Vec<String>) {
    let kind = match ty.kind {
        Kind::Entity => "entity",
        Kind::Complex => "complex",
    };
    let mut line = format!("{kind} {}", ty.name.qualified());
    if let Some(base) = ty.base {
        line += &format!(" : {}", model.ty(base).name().name);
    }
    if !ty.keys.is_empty() {
        line += &format!(" key {}", ty.keys.join(" "));
    }
    let notes = [
        (ty.is_abstract, " abstract"),
        (ty.open, " open"),
        (ty.media, " media"),
        (ty.deprecated, " deprecated"),
        (ty.inferred, " inferred"),
    ];

    line.extend(notes.iter().filter(|(holds, _)| *holds).map(|(_, note)| *note));
    lines.push(line);
    for property in &ty.properties {
        let mut line = format!("  {}: {}", property.name, describe_ref(model, property.ty));
        line += &property_notes(property);
        if property.inferred && !ty.inferred {
            line += " inferred";
        }
        lines.push(line);
    }
}

/// What is said of a property beyond name and type, each note after a space.
pub(crate) fn property_notes(property: &Property) -> String {
    let mut notes = String::new();
    let flags = [
        (property.navigation, " navigation"),
        (property.read_only, " read-only"),
        (property.required, " required"),
        (property.nullable == Some(true), " nullable"),
        (property.nullable == Some(false), " not-nullable"),
        (property.deprecated, " deprecated"),
    ];
    notes.extend(flags.iter().filter(|(holds, _)| *holds).map(|(_, note)| *note));
    notes + &describe_terms(&property.terms)
}

/// What is said of the values of a property or a parameter, each note after a space.
fn describe_terms(terms: &PropertyTerms) -> String {
    let mut notes = String::new();
    let mut note = |name: &str, value: Option<String>| {
        notes.extend(value.map(|value| format!(" {name} {value}")));
    };
    note("default", terms.default.clone());
    note("range", terms.range.as_ref().map(|it| format!("{}..{}", it.min, it.max)));
    note("max-length", terms.max_length.map(|it| it.to_string()));
    note("max-items", terms.max_items.map(|it| it.to_string()));
    note("values", (!terms.values.is_empty()).then(|| terms.values.join(",")));
    for option in &terms.query_options {
        let list = option.operators.join(",");
        note(
            "takes",
            Some(if list.is_empty() {
                option.name.clone()
            } else {
                format!("{}({list})", option.name)
            }),
        );
    }
    note(
        "returned",
        terms.returned.map(|it| match it {
            Returned::ByDefault => "by-default".to_owned(),
            Returned::OnlyOnSelect => "only-on-select".to_owned(),
        }),
    );
    for (name, value) in &terms.capabilities {
        note("capability", Some(format!("{name}={value}")));
    }
    notes
}

fn describe_operation(model: &Model, operation: &Operation, lines: &mut Vec<String>) {
    let path: Vec<String> = operation.path.segments.iter().map(describe_segment).collect();
    let shape = format!("{:?}", operation.shape).to_lowercase();
    let request = match &operation.request {
        RequestBody::None => "nothing".to_owned(),
        RequestBody::Type(ty) => describe_ref(model, *ty),
        RequestBody::Stream => "bytes".to_owned(),
        RequestBody::Media(ty) => format!("bytes of {}", describe_ref(model, *ty)),
        RequestBody::Untyped => "any".to_owned(),
        RequestBody::Reference { set: Some(set) } => format!("reference into {set}"),
        RequestBody::Reference { set: None } => "reference".to_owned(),
        RequestBody::Parameters(parameters) => {
            let all = parameters.iter().map(|it| describe_parameter(model, it));
            let many = if operation.sends_many { "*" } else { "" };
            format!("({}){many}", all.collect::<Vec<_>>().join(", "))
        }
    };
    let parameters = [
        ("path", &operation.path_parameters),
        ("argument", &operation.function_parameters),
        ("query of every line", &operation.line_query),
        ("query", &operation.query),
        ("header", &operation.headers),
    ];
    let status = operation.status.map(|it| format!(" {it}")).unwrap_or_default();
    let optional = if operation.response_optional { " optional" } else { "" };
    let slash = if operation.ends_in_slash { "/" } else { "" };
    let mut line = format!(
        "{shape} {} /{}{slash}: {request} ->{status}{optional} {}",
        operation.method.as_str(),
        path.join("/"),
        describe_response(model, operation.response)
    );
    let notes = [
        (operation.deprecated, " deprecated"),
        (operation.composable, " composable"),
        (operation.only_shown, " only shown"),
    ];
    line.extend(notes.iter().filter(|(holds, _)| *holds).map(|(_, note)| *note));
    lines.push(line);
    for (kind, parameter) in
        parameters.iter().flat_map(|(kind, list)| list.iter().map(move |it| (kind, it)))
    {
        lines.push(format!("  {kind} {}", describe_parameter(model, parameter)));
    }
    if let Some(of) = &operation.parameters_of {
        lines.push(format!("  parameters of {of}"));
    }
    if operation.pages.len() > 1 {
        lines.push(format!("  pages {}", operation.pages.join(" ")));
    }
    let options: Vec<&str> = operation.options.iter().map(|it| it.name()).collect();
    if !options.is_empty() {
        lines.push(format!("  takes {}", options.join(" ")));
    }
    if operation.tracks_changes {
        lines.push("  tracks changes".to_owned());
    }
    if !operation.known_headers.is_empty() {
        lines.push(format!("  sends {:?}", operation.known_headers));
    }
    if operation.encoding != Default::default() {
        lines.push(format!("  sent as {:?}", operation.encoding));
    }
    if !operation.media.is_empty() {
        let is_bytes = matches!(operation.request, RequestBody::Stream | RequestBody::Media(_));
        let also = if is_bytes { "" } else { "also " };
        lines.push(format!("  {also}carries {}", operation.media.join(" ")));
    }
    for row in &operation.permissions {
        lines.push(format!("  permits {}", describe_permissions(row)));
    }
    for example in &operation.examples {
        let mut line = "  example".to_owned();
        if let Some(request) = &example.request {
            line += &format!(" [{}]", request.bindings.join(", "));
            let query = request.query.iter().map(|(name, value)| format!(" {name}={value}"));
            line.extend(query);
        }
        if let Some(response) = &example.response {
            line += &format!(" -> {} {}", response.status, describe_response(model, response.ty));
        }
        lines.push(line);
        let misfit = example.request.iter().filter_map(|it| it.misfit.as_ref());
        lines.extend(misfit.map(|it| format!("    not to be made: {it:?}")));
        let sent = example.request.iter().flat_map(|it| &it.deviations);
        let answered = example.response.iter().flat_map(|it| &it.deviations);
        lines.extend(sent.chain(answered).map(|it| describe_deviation(model, it)));
    }
}

fn describe_deviation(model: &Model, deviation: &Deviation) -> String {
    let Deviation { path, kind, line, .. } = deviation;
    let kind = match kind {
        DeviationKind::Undocumented { .. } => "undocumented".to_owned(),
        DeviationKind::OfDerived { derived, .. } => {
            format!("of derived {}", model.ty(*derived).name().name)
        }
        DeviationKind::Additional => "additional".to_owned(),
        DeviationKind::OtherType { expected, found, .. } => format!("{found}, not {expected}"),
        DeviationKind::UndocumentedEnumMember { value, .. } => format!("undocumented `{value}`"),
        DeviationKind::UnknownType { name } => format!("says {name}"),
        DeviationKind::Wrapped => "wrapped".to_owned(),
    };
    format!("    line {line} `{path}`: {kind}")
}

/// A parameter with its type and whether it must be given.
pub(crate) fn describe_parameter(model: &Model, parameter: &Parameter) -> String {
    let required = match parameter.required {
        Some(true) => " required",
        Some(false) => " optional",
        None => "",
    };
    let inferred = if parameter.inferred { " (inferred)" } else { "" };
    let (name, ty) = (&parameter.name, describe_ref(model, parameter.ty));
    format!("{name}: {ty}{required}{inferred}{}", describe_terms(&parameter.terms))
}

/// Permissions needed together are joined by `+`; the least privileged one is marked by `<`.
pub(crate) fn describe_permissions(row: &Permissions) -> String {
    let names: Vec<String> = row.alternatives.iter().map(|names| names.join("+")).collect();
    let scope = row.scope.as_ref().map(|scope| format!(" for {scope}")).unwrap_or_default();
    format!("{}{scope}: {}", row.caller, names.join(if row.ordered { " < " } else { " " }))
}

pub(crate) fn describe_segment(segment: &PathSegment) -> String {
    match segment {
        PathSegment::Literal(text) => text.clone(),
        PathSegment::Key { prefix, name, suffix } => format!("{prefix}{{{name}}}{suffix}"),
        PathSegment::Call { name, arguments, suffix } => {
            let one = |it: &Argument| {
                let value = it.fixed.clone().unwrap_or_else(|| it.ty.name().to_owned());
                let quote = if it.quoted { "'" } else { "" };
                format!("{}={}{quote}{value}{quote}", it.name, it.prefix)
            };
            let arguments: Vec<String> = arguments.iter().map(one).collect();
            format!("{name}({}){suffix}", arguments.join(","))
        }
    }
}

pub(crate) fn describe_response(model: &Model, response: ResponseBody) -> String {
    match response {
        ResponseBody::None => "nothing".to_owned(),
        ResponseBody::Type(ty) => describe_ref(model, ty),
        ResponseBody::Stream => "bytes".to_owned(),
        ResponseBody::Untyped => "any".to_owned(),
    }
}

pub(crate) fn describe_ref(model: &Model, ty: TypeRef) -> String {
    let item = match ty.item {
        ItemType::Primitive(primitive) => primitive.name().trim_start_matches("Edm.").to_owned(),
        ItemType::Named(id) => model.ty(id).name().name.clone(),
        ItemType::Untyped => "any".to_owned(),
    };
    if ty.collection { format!("{item} collection") } else { item }
}
