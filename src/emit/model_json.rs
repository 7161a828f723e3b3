//! The model as documented JSON, for programs other than ours.
//!
//! One object with `types` and `operations`; an operation is listed once for each documented request
//! line. Members that begin with `_` say where something stands.

use super::{EmitOptions, Emitter};
use crate::edm::Kind;
use crate::model::{
    Docs, EnumType, ItemType, Model, Operation, Parameter, Property, RequestBody, ResponseBody,
    StructuredType, Type, TypeRef,
};
use crate::output::OutputTree;
use serde_json::{Map, Value, json};

/// Emits the model as JSON.
#[derive(Debug)]
pub struct ModelEmitter;

impl Emitter for ModelEmitter {
    fn name(&self) -> &'static str {
        "model"
    }

    fn emit(&self, model: &Model, _options: &EmitOptions) -> OutputTree {
        let mut tree = OutputTree::default();
        tree.files.insert("model.json".to_owned(), emit_json(model));
        tree
    }
}

/// The model as JSON text.
pub fn emit_json(model: &Model) -> String {
    let value = json!({
        "defaultNamespace": model.default_namespace,
        "baseUrl": model.base_url,
        "types": model.types.values().map(|ty| emit_type(model, ty)).collect::<Vec<_>>(),
        "operations": model
            .operations
            .iter()
            .flat_map(|operation| emit_operation(model, operation))
            .collect::<Vec<_>>(),
    });
    let mut text = format!("{value:#}");
    text.push('\n');
    text
}

fn emit_type(model: &Model, ty: &Type) -> Value {
    match ty {
        Type::Structured(ty) => emit_structured(model, ty),
        Type::Enum(ty) => emit_enum(ty),
    }
}

fn emit_structured(model: &Model, ty: &StructuredType) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), json!(ty.name.name));
    object.insert("namespace".into(), json!(ty.name.namespace));
    object.insert(
        "kind".into(),
        json!(match ty.kind {
            Kind::Entity => "entity",
            Kind::Complex => "complex",
        }),
    );
    object.insert("base".into(), json!(ty.base.map(|base| model.ty(base).name().qualified())));
    object.insert("abstract".into(), json!(ty.is_abstract));
    object.insert("open".into(), json!(ty.open));
    object.insert("keys".into(), json!(ty.keys));
    object.insert("inferred".into(), json!(ty.inferred));
    let properties: Vec<_> = ty.properties.iter().map(|it| emit_property(model, it)).collect();
    object.insert("properties".into(), json!(properties));
    object.insert("members".into(), json!([]));
    insert_docs(&mut object, &ty.docs);
    Value::Object(object)
}

fn emit_property(model: &Model, property: &Property) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), json!(property.name));
    object.insert("type".into(), json!(item_name(model, property.ty)));
    object.insert("collection".into(), json!(property.ty.collection));
    object.insert("navigation".into(), json!(property.navigation));
    object.insert("readOnly".into(), json!(property.read_only));
    object.insert("required".into(), json!(property.required));
    object.insert("nullable".into(), json!(property.nullable));
    object.insert("deprecated".into(), json!(property.deprecated));
    object.insert("inferred".into(), json!(property.inferred));
    insert_docs(&mut object, &property.docs);
    Value::Object(object)
}

fn emit_enum(ty: &EnumType) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), json!(ty.name.name));
    object.insert("namespace".into(), json!(ty.name.namespace));
    object.insert("kind".into(), json!("enum"));
    object.insert("base".into(), Value::Null);
    object.insert("flags".into(), json!(ty.flags));
    object.insert("properties".into(), json!([]));
    let names: Vec<_> = ty.members.iter().map(|member| &member.name).collect();
    object.insert("members".into(), json!(names));
    let values: Vec<_> = ty.members.iter().map(|member| member.value).collect();
    object.insert("values".into(), json!(values));
    insert_docs(&mut object, &ty.docs);
    Value::Object(object)
}

fn emit_operation(model: &Model, operation: &Operation) -> Vec<Value> {
    let (request_type, request_collection) = match &operation.request {
        RequestBody::Type(ty) => (item_name(model, *ty), ty.collection),
        RequestBody::Stream => (Some("Edm.Stream".to_owned()), false),
        RequestBody::None | RequestBody::Parameters(_) | RequestBody::Untyped => (None, false),
    };
    let (response_type, response_collection) = match operation.response {
        ResponseBody::Type(ty) => (item_name(model, ty), ty.collection),
        ResponseBody::Stream => (Some("Edm.Stream".to_owned()), false),
        ResponseBody::None | ResponseBody::Untyped => (None, false),
    };
    let parameters: Vec<_> = match &operation.request {
        RequestBody::Parameters(parameters) => {
            parameters.iter().map(|it| emit_parameter(model, it)).collect()
        }
        _ => Vec::new(),
    };
    let permissions: Vec<_> = operation
        .permissions
        .iter()
        .map(|it| json!({"caller": it.caller, "names": it.names, "ordered": it.ordered}))
        .collect();
    let shape = format!("{:?}", operation.shape).to_lowercase();
    operation
        .lines
        .iter()
        .map(|line| {
            json!({
                "name": operation.title,
                "method": operation.method.as_str(),
                "path": line.target,
                "shape": shape,
                "request_type": request_type,
                "request_collection": request_collection,
                "parameters": parameters,
                "response_type": response_type,
                "response_collection": response_collection,
                "status": operation.status,
                "permissions": permissions,
                "examples": operation.examples.len(),
                "_page": line.page,
            })
        })
        .collect()
}

fn emit_parameter(model: &Model, parameter: &Parameter) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), json!(parameter.name));
    object.insert("type".into(), json!(item_name(model, parameter.ty)));
    object.insert("collection".into(), json!(parameter.ty.collection));
    object.insert("required".into(), json!(parameter.required));
    insert_docs(&mut object, &parameter.docs);
    Value::Object(object)
}

/// The qualified name of a reference's item; `null` for any JSON.
fn item_name(model: &Model, ty: TypeRef) -> Option<String> {
    match ty.item {
        ItemType::Primitive(primitive) => Some(primitive.name().to_owned()),
        ItemType::Named(id) => Some(model.ty(id).name().qualified()),
        ItemType::Untyped => None,
    }
}

fn insert_docs(object: &mut Map<String, Value>, docs: &Docs) {
    object.insert("description".into(), json!(docs.text));
    object.insert("_page".into(), json!(docs.page));
}
