//! Enums: their members, and what values are made of.

use super::cx::Cx;
use super::draft::{Claim, Draft};
use super::place::Place;
use super::words::code;
use super::{Effect, Kind, likeness};
use crate::model::{EnumMember, EnumType};
use std::collections::BTreeMap;

/// Names at least so like are one that was renamed.
const LIKE: f64 = 0.6;

pub(super) fn compare(
    cx: &Cx<'_>,
    old: &EnumType,
    new: &EnumType,
    name: &str,
    drafts: &mut Vec<Draft>,
) {
    let old_by_name: BTreeMap<&str, &EnumMember> = by_name(&old.members);
    let new_by_name: BTreeMap<&str, &EnumMember> = by_name(&new.members);
    let missing = |all: &[EnumMember], others: &BTreeMap<&str, &EnumMember>| -> Vec<EnumMember> {
        all.iter().filter(|it| !others.contains_key(it.name.as_str())).cloned().collect()
    };
    let gone = missing(&old.members, &new_by_name);
    let come = missing(&new.members, &old_by_name);
    let renamed = likeness::pairs(&gone, &come, |a, b| {
        let is_value = a.value.is_some() && a.value == b.value;
        let is_text = a.docs.text.is_some() && a.docs.text == b.docs.text;
        let names = likeness::of_names(&a.name, &b.name);
        if is_value || is_text || names >= LIKE { 0.1 + names } else { 0.0 }
    });
    let claim = |ty: &EnumType, member: &EnumMember| {
        Claim::One(format!("member {}.{}", ty.name.qualified(), member.name))
    };
    let subject = |member: &EnumMember| format!("{name}.{}", member.name);
    let old_place =
        |it: &EnumMember| place(cx.old.places.of(&it.docs), cx.old.places.of(&old.docs));
    let new_place =
        |it: &EnumMember| place(cx.new.places.of(&it.docs), cx.new.places.of(&new.docs));
    for (i, j) in &renamed {
        let (a, b) = (&gone[*i], &come[*j]);
        let text = format!("is called {} now", code(&b.name));
        let places = (old_place(a), new_place(b));
        let claims = vec![claim(old, a), claim(new, b)];
        drafts.push(cx.both(
            Kind::MemberRenamed,
            &subject(a),
            text,
            Effect::Breaks,
            places,
            claims,
        ));
    }
    for (_, member) in gone.iter().enumerate().filter(|(i, _)| !renamed.iter().any(|it| it.0 == *i))
    {
        let text = "is gone".to_owned();
        let places = (old_place(member), cx.new.places.of(&new.docs));
        let claims = vec![claim(old, member)];
        let subject = subject(member);
        drafts.push(cx.both(Kind::MemberRemoved, &subject, text, Effect::Breaks, places, claims));
    }
    for (_, member) in come.iter().enumerate().filter(|(j, _)| !renamed.iter().any(|it| it.1 == *j))
    {
        let text = "is new".to_owned();
        let places = (cx.old.places.of(&old.docs), new_place(member));
        let claims = vec![claim(new, member)];
        let subject = subject(member);
        drafts.push(cx.both(Kind::MemberAdded, &subject, text, Effect::Adds, places, claims));
    }
    for (a, b) in new.members.iter().filter_map(|b| Some((old_by_name.get(&*b.name)?, b))) {
        let places = || (old_place(a), new_place(b));
        if let (Some(was), Some(is)) = (a.value, b.value)
            && was != is
        {
            let text = format!("is {is} now, was {was}");
            let kind = Kind::MemberValueChanged;
            drafts.push(cx.both(kind, &subject(b), text, Effect::Breaks, places(), Vec::new()));
        }
        if a.later != b.later {
            let (text, wire) = match b.later {
                true => ("comes only when a request header asks for it now", Effect::Breaks),
                false => ("comes without being asked for now", Effect::Adds),
            };
            let kind = Kind::MemberLaterChanged;
            drafts.push(cx.both(kind, &subject(b), text.to_owned(), wire, places(), Vec::new()));
        }
    }
    if old.flags != new.flags {
        let text = match new.flags {
            true => "is a set of flags now: values combine",
            false => "is no longer a set of flags: it has one value",
        };
        // Every field of it holds another type then.
        let claims = vec![Claim::Mentions(new.name.qualified())];
        let places = cx.places(&old.docs, &new.docs);
        let text = text.to_owned();
        drafts.push(cx.both(Kind::FlagsChanged, name, text, Effect::Breaks, places, claims));
    }
    if old.evolvable != new.evolvable {
        let text = match new.evolvable {
            true => "may get more members now",
            false => "no longer says that it may get more members",
        };
        let places = cx.places(&old.docs, &new.docs);
        let text = text.to_owned();
        drafts.push(cx.both(Kind::EvolvableChanged, name, text, Effect::None, places, Vec::new()));
    }
}

fn by_name(members: &[EnumMember]) -> BTreeMap<&str, &EnumMember> {
    members.iter().map(|it| (it.name.as_str(), it)).collect()
}

/// A member's own place, or its enum's.
fn place(own: Option<Place>, of_enum: Option<Place>) -> Option<Place> {
    own.filter(|it| it.line.is_some()).or(of_enum)
}
