//! How the service answers and is asked.

use crate::protocol::{
    Encoding, End, FormLists, FormMembers, FormStyle, Paging, Protocol, Sending, TokenPlace,
    name_of,
};
use serde_json::{Value, json};

/// What a dialect says of its service, by the same names.
pub(super) fn emit_service(protocol: &Protocol) -> Value {
    let Protocol { lists, paging, error_codes, error_messages, token, odata, sending } = protocol;
    let more = [("delta", odata.delta), ("batch", odata.batch)].into_iter().filter(|it| it.1);
    let known: Vec<&str> =
        odata.options.iter().map(|it| it.name()).chain(more.map(|it| it.0)).collect();
    let mut service = json!({
        "list": lists,
        "paging": emit_paging(paging),
        "errors": { "code": error_codes, "message": error_messages },
        "token": match token {
            TokenPlace::Header { name, before } => json!({ "header": name, "before": before }),
            TokenPlace::Query(name) => json!({ "query": name }),
            TokenPlace::Basic => json!({ "basic": true }),
        },
        "odata": known,
    });
    if *sending != Sending::default() {
        service["body"] = emit_form(sending.form);
        service["body"]["as"] = json!(if sending.is_form { "form" } else { "json" });
    }
    service
}

/// How a body that is no JSON is written.
pub(super) fn emit_encoding(encoding: Encoding) -> Option<Value> {
    let (name, form) = match encoding {
        Encoding::Json => return None,
        Encoding::Form(form) => ("form", form),
        Encoding::Multipart { form, .. } => ("multipart", form),
    };
    let mut value = emit_form(form);
    value["as"] = json!(name);
    if let Encoding::Multipart { files, .. } = encoding {
        value["files"] = json!(files);
    }
    Some(value)
}

fn emit_form(form: FormStyle) -> Value {
    json!({
        "lists": name_of(FormLists::NAMES, form.lists),
        "members": name_of(FormMembers::NAMES, form.members),
    })
}

fn emit_paging(paging: &Paging) -> Value {
    let end = |end: &End| match end {
        End::Empty => "empty".to_owned(),
        End::Short => "short".to_owned(),
        End::Header(name) => format!("{name}:"),
    };
    match paging {
        Paging::Whole => json!({ "by": "none" }),
        Paging::Header => json!({ "by": "header" }),
        Paging::Link(places) => json!({ "by": "link", "member": places }),
        Paging::Cursor { places, parameter, size, end: last } => json!({
            "by": "cursor", "member": places, "parameter": parameter, "size": size, "end": last.as_ref().map(end),
        }),
        Paging::Number { parameter, first, size, end: last } => json!({
            "by": "number", "parameter": parameter, "first": first, "size": size, "end": end(last),
        }),
        Paging::Offset { parameter, size, end: last } => {
            json!({ "by": "offset", "parameter": parameter, "size": size, "end": end(last) })
        }
    }
}
