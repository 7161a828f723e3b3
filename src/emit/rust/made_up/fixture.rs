//! A small language for models in tests: `ModelBuilder` in, `Model` out. Names types by their text, so that a
//! test reads like the docs it stands for.

use crate::edm::{Kind, Primitive, PropertyTerms};
use crate::json::{Member, Value, ValueKind};
use crate::model::*;
use crate::source::{FileId, Span};

/// Collects types and operations; `build` resolves the names.
#[derive(Default)]
pub(crate) struct ModelBuilder {
    structs: Vec<(StructuredType, Option<String>, Vec<String>)>,
    enums: Vec<EnumType>,
    operations: Vec<(Operation, String, String)>,
    line: u32,
}

/// One property: name, type text (`String`, `x`, `x collection`), whether it is a relationship, description.
pub(super) type PropertyRow<'t> = (&'t str, &'t str, bool, &'t str);

impl ModelBuilder {
    pub(crate) fn structured(
        mut self,
        name: &str,
        base: &str,
        text: &str,
        rows: &[PropertyRow<'_>],
    ) -> Self {
        let properties = rows.iter().map(|(name, _, navigation, text)| Property {
            name: (*name).into(),
            ty: TypeRef { item: ItemType::Untyped, collection: false },
            navigation: *navigation,
            read_only: false,
            required: false,
            nullable: None,
            deprecated: false,
            terms: PropertyTerms::default(),
            inferred: false,
            docs: docs(text, ""),
        });
        let ty = StructuredType {
            kind: Kind::Entity,
            properties: properties.collect(),
            inferred: false,
            docs: docs(text, &format!("resources/{name}.md")),
            ..StructuredType::named(type_name(name))
        };
        let base = (!base.is_empty()).then(|| base.to_owned());
        self.structs.push((ty, base, rows.iter().map(|row| row.1.to_owned()).collect()));
        self
    }

    pub(super) fn enumeration(mut self, name: &str, flags: bool, members: &[(&str, &str)]) -> Self {
        let members = members
            .iter()
            .map(|(name, text)| EnumMember {
                name: (*name).into(),
                value: None,
                later: false,
                docs: docs(text, ""),
            })
            .collect();
        let page = format!("resources/{name}.md");
        let (name, docs) = (type_name(name), docs("", &page));
        self.enums.push(EnumType { name, flags, evolvable: false, numbers: false, members, docs });
        self
    }

    /// `line` is `METHOD /path`, with `{x}` for keys; `request` and `response` are type texts, `-` for none, `stream` for
    /// bytes, `?` for anything, `(a: String, b: x)` for parameters, `& set` for a reference into a set, `&` for any.
    pub(crate) fn operation(
        mut self,
        line: &str,
        shape: Shape,
        request: &str,
        response: &str,
        text: &str,
    ) -> Self {
        let (method, target) = line.split_once(' ').expect("a method and a path");
        let page = "api/page.md".to_owned();
        let method = match method {
            "GET" => Method::Get,
            "POST" => Method::Post,
            "PATCH" => Method::Patch,
            "PUT" => Method::Put,
            "DELETE" => Method::Delete,
            "HEAD" => Method::Head,
            "OPTIONS" => Method::Options,
            other => panic!("{other} is no method"),
        };
        let operation = Operation {
            method,
            path: path(target),
            ends_in_slash: target.ends_with('/'),
            shape,
            lines: vec![Line { page: page.clone(), target: target.into(), span: span() }],
            request: RequestBody::None,
            sends_many: false,
            encoding: crate::protocol::Encoding::Json,
            parameters_of: None,
            response: ResponseBody::None,
            response_optional: false,
            only_shown: false,
            status: None,
            line_query: Vec::new(),
            query: Vec::new(),
            options: Vec::new(),
            tracks_changes: false,
            headers: Vec::new(),
            path_parameters: Vec::new(),
            function_parameters: Vec::new(),
            deprecated: false,
            composable: false,
            known_headers: Vec::new(),
            media: Vec::new(),
            permissions: Vec::new(),
            examples: Vec::new(),
            docs: docs(text, &page),
            title: None,
            pages: vec![page],
            agreement: crate::model::Agreement::OnePage,
        };
        self.operations.push((operation, request.into(), response.into()));
        self
    }

    /// Changes the last operation.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Operation)) -> Self {
        change(&mut self.operations.last_mut().expect("an operation").0);
        self
    }

    /// An example of the last operation: bindings, request body, response body.
    pub(crate) fn example(
        mut self,
        target: &str,
        bindings: &[&str],
        body: Option<Value>,
        response: Option<Value>,
    ) -> Self {
        let line = self.line + 10;
        self.line = line;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = query.split('&').filter_map(|option| option.split_once('='));
        let request = ExampleRequest {
            segments: path.split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect(),
            bindings: bindings.iter().map(|it| (*it).to_owned()).collect(),
            query: query.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            headers: Vec::new(),
            body: body.map(Into::into),
            text: None,
            deviations: Vec::new(),
            misfit: None,
            span: span(),
            line,
        };
        self.with(|operation| {
            operation.examples.push(Example {
                page: "api/page.md".into(),
                request: Some(request),
                response: response.map(|body| ExampleResponse {
                    status: 200,
                    ty: ResponseBody::None,
                    body: Some(body.into()),
                    deviations: Vec::new(),
                    span: span(),
                    line: line + 5,
                }),
            });
        })
    }

    pub(crate) fn build(self) -> Model {
        let mut model = Model {
            default_namespace: "acme.shop".into(),
            base_url: "https://shop.example/v1".into(),
            ..Model::default()
        };
        for (ty, _, _) in &self.structs {
            model.types.insert(ty.name.qualified(), Type::Structured(ty.clone()));
        }
        for ty in &self.enums {
            model.types.insert(ty.name.qualified(), Type::Enum(ty.clone()));
        }
        model.types.sort_keys();
        for (mut ty, base, types) in self.structs {
            ty.base = base.map(|base| named(&model, &base));
            for (property, text) in ty.properties.iter_mut().zip(types) {
                property.ty = type_ref(&model, &text);
            }
            model.types.insert(ty.name.qualified(), Type::Structured(ty));
        }
        for (mut operation, request, response) in self.operations {
            operation.request = request_body(&model, &request);
            operation.response = response_body(&model, &response);
            for example in &mut operation.examples {
                if let Some(example) = example.response.as_mut().filter(|it| it.body.is_some()) {
                    example.ty = operation.response;
                }
            }
            model.operations.push(operation);
        }
        model.operations.sort_by(|a, b| (&a.path, a.method).cmp(&(&b.path, b.method)));
        model
    }
}

/// A parameter that is text.
pub(crate) fn parameter(name: &str, text: &str) -> Parameter {
    let ty = TypeRef { item: ItemType::Primitive(Primitive::String), collection: false };
    let terms = PropertyTerms::default();
    Parameter {
        name: name.into(),
        ty,
        required: None,
        terms,
        inferred: false,
        docs: docs(text, ""),
    }
}

/// A JSON value from JSON text.
pub(crate) fn json(text: &str) -> Value {
    fn value(json: &serde_json::Value) -> Value {
        let kind = match json {
            serde_json::Value::Null => ValueKind::Null,
            serde_json::Value::Bool(it) => ValueKind::Bool(*it),
            serde_json::Value::Number(it) => ValueKind::Number(it.to_string()),
            serde_json::Value::String(it) => ValueKind::String(it.clone()),
            serde_json::Value::Array(it) => ValueKind::Array(it.iter().map(value).collect()),
            serde_json::Value::Object(it) => ValueKind::Object(
                it.iter()
                    .map(|(name, it)| Member {
                        name: name.clone(),
                        name_span: span(),
                        value: value(it),
                    })
                    .collect(),
            ),
        };
        Value { kind, span: span(), content: span() }
    }
    value(&serde_json::from_str(text).expect("test JSON is JSON"))
}

/// A path from text: `{x}` is a key, `x={y}` a key with a prefix, `f(a='{b}',c={d})` a call.
pub(crate) fn path(text: &str) -> Path {
    Path { segments: text.split('/').filter(|it| !it.is_empty()).map(segment).collect() }
}

fn segment(text: &str) -> PathSegment {
    let is_key = text.contains("({") || text.contains("('{");
    if let Some((name, rest)) = text.split_once('(').filter(|_| !is_key) {
        let (arguments, suffix) = rest.split_once(')').expect("a closing parenthesis");
        let arguments = arguments.split(',').filter(|it| !it.is_empty()).map(argument).collect();
        return PathSegment::Call { name: name.into(), arguments, suffix: suffix.into() };
    }
    match (text.find('{'), text.rfind('}')) {
        (Some(start), Some(end)) => PathSegment::Key {
            prefix: text[..start].into(),
            name: text[start + 1..end].into(),
            suffix: text[end + 1..].into(),
        },
        _ => PathSegment::Literal(text.into()),
    }
}

fn argument(text: &str) -> Argument {
    let (name, value) = text.split_once('=').unwrap_or(("", text));
    let quoted = value.starts_with('\'');
    let value = value.trim_matches('\'');
    let fixed = (!value.starts_with('{')).then(|| value.to_owned());
    let ty = if quoted { Primitive::String } else { Primitive::Int32 };
    Argument { name: name.into(), quoted, prefix: String::new(), fixed, ty }
}

fn request_body(model: &Model, text: &str) -> RequestBody {
    match text {
        "-" => RequestBody::None,
        "?" => RequestBody::Untyped,
        "stream" => RequestBody::Stream,
        "&" => RequestBody::Reference { set: None },
        _ if text.starts_with("& ") => RequestBody::Reference { set: Some(text[2..].into()) },
        _ => match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
            None => RequestBody::Type(type_ref(model, text)),
            Some(text) => RequestBody::Parameters(
                text.split(", ")
                    .filter_map(|it| it.split_once(": "))
                    .map(|(name, ty)| Parameter {
                        name: name.into(),
                        ty: type_ref(model, ty),
                        required: None,
                        terms: PropertyTerms::default(),
                        inferred: false,
                        docs: Docs::default(),
                    })
                    .collect(),
            ),
        },
    }
}

fn response_body(model: &Model, text: &str) -> ResponseBody {
    match text {
        "-" => ResponseBody::None,
        "?" => ResponseBody::Untyped,
        "stream" => ResponseBody::Stream,
        _ => ResponseBody::Type(type_ref(model, text)),
    }
}

fn type_ref(model: &Model, text: &str) -> TypeRef {
    let (text, collection) = match text.strip_suffix(" collection") {
        Some(item) => (item, true),
        None => (text, false),
    };
    let primitive = Primitive::ALL.iter().find(|it| it.bare_name() == text);
    let item = match (text, primitive) {
        ("?", _) => ItemType::Untyped,
        (_, Some(primitive)) => ItemType::Primitive(*primitive),
        (_, None) => ItemType::Named(named(model, text)),
    };
    TypeRef { item, collection }
}

fn named(model: &Model, text: &str) -> TypeId {
    model
        .type_id(&type_name(text).qualified())
        .unwrap_or_else(|| panic!("no type {text:?} in the fixture"))
}

/// `x` is in the default namespace, `y.x` in a namespace below it.
fn type_name(text: &str) -> TypeName {
    match text.rsplit_once("::") {
        Some((namespace, name)) => {
            TypeName { namespace: format!("acme.shop.{namespace}"), name: name.into() }
        }
        None => TypeName { namespace: "acme.shop".into(), name: text.into() },
    }
}

fn docs(text: &str, page: &str) -> Docs {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Docs { text: given(text), page: given(page), span: None }
}

fn span() -> Span {
    Span::new(FileId(0), 0..0)
}
