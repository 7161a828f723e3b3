//! What requests carry as their body, and what comes back.

use super::both::Both;
use super::cx::{self, Cx};
use super::draft::Draft;
use super::words::{code, codes};
use super::{Effect, Kind};
use crate::model::{ItemType, Model, Operation, RequestBody, ResponseBody, TypeRef};
use crate::protocol::{Encoding, FormLists, FormMembers, name_of};

pub(super) fn compare(cx: &Cx<'_>, it: &Both<'_>, drafts: &mut Vec<Draft>) {
    compare_body(cx, it, drafts);
    compare_encoding(cx, it, drafts);
    compare_media(cx, it, drafts);
    let (old, new) = (it.old, it.new);
    let is_same = match (old.response, new.response) {
        (ResponseBody::Type(old), ResponseBody::Type(new)) => cx.is_same(old, new),
        (old, new) => old == new,
    };
    if !is_same {
        let (was, is) = (shown(cx.old.model, old.response), shown(cx.new.model, new.response));
        let wire = match (old.response, new.response) {
            // There was nothing to read, or nothing was said of it.
            (ResponseBody::None, _) => Effect::Adds,
            (ResponseBody::Untyped, ResponseBody::Type(_)) => Effect::None,
            (ResponseBody::Type(old), ResponseBody::Type(new)) if is_derived(cx, old, new) => {
                Effect::Adds
            }
            _ => Effect::Breaks,
        };
        let mut claims = it.claim("answer");
        claims.extend(it.claim("method"));
        claims.extend(it.claim_offers(&[""]));
        claims.push(super::draft::Claim::One(format!("operation {}", it.new_key)));
        let text = format!("answers {is} now, was {was}");
        drafts.push(it.draft(cx, Kind::AnswerChanged, text, wire, claims));
    }
    let has_body = old.response != ResponseBody::None && new.response != ResponseBody::None;
    if has_body && old.response_optional != new.response_optional {
        let (text, wire) = match new.response_optional {
            true => ("a success may come without the answer now", Effect::Breaks),
            false => ("a success always has the answer now", Effect::None),
        };
        let mut claims = it.claim("answer");
        claims.extend(it.claim_offers(&[""]));
        drafts.push(it.draft(cx, Kind::AnswerOptionalChanged, text.to_owned(), wire, claims));
    }
    if old.status != new.status {
        let (text, wire) = match (old.status, new.status) {
            (Some(was), Some(is)) => {
                (format!("a success has status {is} now, was {was}"), Effect::Breaks)
            }
            (None, Some(is)) => {
                (format!("a success has status {is}, the docs say now"), Effect::None)
            }
            (_, None) => {
                ("the docs no longer say the status of a success".to_owned(), Effect::None)
            }
        };
        drafts.push(it.draft(cx, Kind::StatusChanged, text, wire, Vec::new()));
    }
    if old.tracks_changes != new.tracks_changes {
        let (text, wire) = match new.tracks_changes {
            true => ("answers what has changed since last time now", Effect::Adds),
            false => ("no longer answers what has changed since last time", Effect::Breaks),
        };
        let claims = it.claim_offers(&["Deltas", "Lists"]);
        drafts.push(it.draft(cx, Kind::TrackingChanged, text.to_owned(), wire, claims));
    }
}

/// Whether what is answered is of a type that derives from what was: it can be read as that.
fn is_derived(cx: &Cx<'_>, old: TypeRef, new: TypeRef) -> bool {
    let (ItemType::Named(old_id), ItemType::Named(new_id)) = (old.item, new.item) else {
        return false;
    };
    let old_name = cx.old.model.ty(old_id).name().qualified();
    let old_name = cx.renamed.get(&old_name).unwrap_or(&old_name);
    let base = cx.new.model.type_id(old_name);
    old.collection == new.collection
        && base.is_some_and(|base| cx.new.model.derives_from(new_id, base))
}

fn compare_body(cx: &Cx<'_>, it: &Both<'_>, drafts: &mut Vec<Draft>) {
    use RequestBody::{Media, None, Parameters, Reference, Stream, Type, Untyped};
    let (old, new) = (&it.old.request, &it.new.request);
    let is_same = match (old, new) {
        (Type(old), Type(new)) | (Media(old), Media(new)) => cx.is_same(*old, *new),
        (Reference { set: old }, Reference { set: new }) => old == new,
        (Parameters(_), Parameters(_)) => it.old.sends_many == it.new.sends_many,
        (None, None) | (Stream, Stream) | (Untyped, Untyped) => true,
        _ => false,
    };
    if is_same {
        return;
    }
    let text = match (old, new) {
        (Reference { set: was }, Reference { set: is }) => {
            let set = |it: &Option<String>| it.as_ref().map(|it| code(it));
            let unsaid = || "no set that the docs name".to_owned();
            let (was, is) = (set(was).unwrap_or_else(unsaid), set(is).unwrap_or_else(unsaid));
            format!("refers to something in {is} now, was {was}")
        }
        _ => {
            let (was, is) = (body(cx.old.model, it.old), body(cx.new.model, it.new));
            format!("is sent {is} now, was {was}")
        }
    };
    let wire = match (old, new) {
        // Whatever was sent was not described.
        (Untyped, Type(_) | Parameters(_)) => Effect::None,
        _ => Effect::Breaks,
    };
    let mut claims = it.claim("method");
    claims.extend(it.claim("parameters"));
    let keys = [it.old_key, it.new_key];
    claims.extend(keys.map(|key| super::draft::Claim::All(format!("parameter of {key}: "))));
    drafts.push(it.draft(cx, Kind::BodyChanged, text, wire, claims));
}

/// How it is written, where both send something of a kind that may be written otherwise.
fn compare_encoding(cx: &Cx<'_>, it: &Both<'_>, drafts: &mut Vec<Draft>) {
    let (was, is) = (it.old.encoding, it.new.encoding);
    let has_body = |it: &Operation| !matches!(it.request, RequestBody::None);
    if was != is && has_body(it.old) && has_body(it.new) {
        let text = format!("its body is sent as {} now, was sent as {}", written(is), written(was));
        let claims = it.claim("method");
        drafts.push(it.draft(cx, Kind::MediaChanged, text, Effect::Breaks, claims));
    }
}

fn written(encoding: Encoding) -> String {
    let (name, form) = match encoding {
        Encoding::Json => return "JSON".to_owned(),
        Encoding::Form(form) => ("a form", form),
        Encoding::Multipart { form, files: true } => ("parts and files", form),
        Encoding::Multipart { form, files: false } => ("parts", form),
    };
    let lists = name_of(FormLists::NAMES, form.lists);
    let members = name_of(FormMembers::NAMES, form.members);
    format!("{name} (lists: {lists}, members: {members})")
}

fn compare_media(cx: &Cx<'_>, it: &Both<'_>, drafts: &mut Vec<Draft>) {
    let left = |all: &[String], others: &[String]| -> Vec<String> {
        all.iter().filter(|it| !others.contains(it)).cloned().collect()
    };
    let gone = left(&it.old.media, &it.new.media);
    let come = left(&it.new.media, &it.old.media);
    let come_text = (!come.is_empty()).then(|| format!("takes {} too", codes(&come)));
    let gone_text = (!gone.is_empty()).then(|| format!("no longer takes {}", codes(&gone)));
    if come_text.is_none() && gone_text.is_none() {
        return;
    }
    let wire = if gone.is_empty() { Effect::Adds } else { Effect::Breaks };
    let text = come_text.into_iter().chain(gone_text).collect::<Vec<_>>().join("; ");
    let claims = it.claim_offers(&["Takes<Media>"]);
    drafts.push(it.draft(cx, Kind::MediaChanged, text, wire, claims));
}

/// What comes back, in words.
pub(super) fn shown(model: &Model, response: ResponseBody) -> String {
    match response {
        ResponseBody::None => "nothing".to_owned(),
        ResponseBody::Stream => "bytes".to_owned(),
        ResponseBody::Untyped => "any JSON".to_owned(),
        ResponseBody::Type(ty) => cx::shown(model, ty),
    }
}

fn body(model: &Model, operation: &Operation) -> String {
    match &operation.request {
        RequestBody::None => "nothing".to_owned(),
        RequestBody::Type(ty) => cx::shown(model, *ty),
        RequestBody::Media(ty) => format!("bytes that become {}", cx::shown(model, *ty)),
        RequestBody::Parameters(_) if operation.sends_many => "a list of parameters".to_owned(),
        RequestBody::Parameters(_) => "parameters".to_owned(),
        RequestBody::Stream => "bytes".to_owned(),
        RequestBody::Reference { .. } => "a reference".to_owned(),
        RequestBody::Untyped => "any JSON".to_owned(),
    }
}
