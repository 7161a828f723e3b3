//! Types from their JSON: names first, since they refer to each other.

use super::fields::{Fields, number};
use super::{Error, Reader, type_name};
use crate::edm::{Kind, PropertyTerms, QueryOption, Range, Returned};
use crate::limits::{BASES, ENUM_MEMBERS, TYPE_MEMBERS, is_long};
use crate::model::{
    Docs, EnumMember, EnumType, Model, Property, StructuredType, Type, TypeId, TypeName,
};

pub(super) fn read(reader: &Reader, root: &Fields<'_>, model: &mut Model) -> Result<(), Error> {
    let all = root.objects("types")?;
    let mut named: Vec<(TypeName, &Fields<'_>)> =
        all.iter().map(|fields| Ok((type_name(fields)?, fields))).collect::<Result<_, Error>>()?;
    named.sort_by_key(|(name, _)| name.qualified());
    for (name, fields) in &named {
        let ty = match fields.text("kind")?.as_str() {
            "enum" => Type::Enum(read_enum(reader, fields, name)?),
            "entity" => Type::Structured(read_head(reader, fields, name, Kind::Entity)?),
            "complex" => Type::Structured(read_head(reader, fields, name, Kind::Complex)?),
            other => return Err(fields.wrong(format!("`{other}` is no kind of type"))),
        };
        if model.types.insert(name.qualified(), ty).is_some() {
            return Err(fields.wrong(format!("there is a type `{}` already", name.qualified())));
        }
    }
    for (index, (_, fields)) in named.iter().enumerate() {
        let base = match fields.maybe_text("base")? {
            Some(base) => {
                let id = model.type_id(&base);
                let id = id.filter(|id| matches!(model.ty(*id), Type::Structured(_)));
                let missing = || fields.wrong_at("base", format!("there is no type `{base}`"));
                Some(id.ok_or_else(missing)?)
            }
            None => None,
        };
        fields.within(TYPE_MEMBERS, "properties")?;
        let properties = fields.objects("properties")?;
        let properties: Vec<Property> = properties
            .iter()
            .map(|it| read_property(reader, it, model))
            .collect::<Result<_, _>>()?;
        if let Type::Structured(ty) = &mut model.types[index] {
            (ty.base, ty.properties) = (base, properties);
        }
    }
    read_spellings(&named, model)?;
    for (index, (_, fields)) in named.iter().enumerate() {
        let base = |id: TypeId| match model.ty(id) {
            Type::Structured(ty) => ty.base,
            Type::Enum(_) => None,
        };
        let bases = std::iter::successors(base(TypeId(index)), |id| base(*id));
        let (mut n_bases, mut is_circle) = (0, false);
        for id in bases.take(BASES.most + 1) {
            n_bases += 1;
            is_circle |= id.0 == index;
        }
        if is_circle {
            return Err(fields.wrong_at("base", "its bases lead back to it"));
        }
        if n_bases > BASES.most {
            return Err(
                fields.wrong_at("base", format!("it has more than {} {}", BASES.most, BASES.what))
            );
        }
    }
    Ok(())
}

/// What clients call things.
fn read_spellings(named: &[(TypeName, &Fields<'_>)], model: &mut Model) -> Result<(), Error> {
    let spelling = |fields: &Fields<'_>| match fields.has("rust") {
        true => fields.name("rust").map(Some),
        false => Ok(None),
    };
    for (name, fields) in named {
        if let Some(rust) = spelling(fields)? {
            model.spellings.set_type(name.clone(), rust);
        }
        for property in fields.objects("properties")? {
            if let Some(rust) = spelling(&property)? {
                model.spellings.set_member(name.clone(), property.name("name")?, rust);
            }
        }
        for (member, rust) in fields.object("rustMembers")?.map_or_else(Vec::new, |it| it.pairs()) {
            if rust.is_empty() || is_long(&rust) {
                let wrong = "one of its `rustMembers` is empty, or too long";
                return Err(fields.wrong_at("rustMembers", wrong));
            }
            model.spellings.set_member(name.clone(), member, rust);
        }
    }
    Ok(())
}

/// A type without what refers to others.
fn read_head(
    reader: &Reader,
    fields: &Fields<'_>,
    name: &TypeName,
    kind: Kind,
) -> Result<StructuredType, Error> {
    Ok(StructuredType {
        name: name.clone(),
        kind,
        base: None,
        is_abstract: fields.flag("abstract")?,
        open: fields.flag("open")?,
        media: fields.flag("media")?,
        deprecated: fields.flag("deprecated")?,
        capabilities: fields.object("capabilities")?.map_or_else(Vec::new, |it| it.pairs()),
        keys: fields.texts("keys")?,
        properties: Vec::new(),
        inferred: fields.flag("inferred")?,
        docs: reader.docs(fields)?,
    })
}

fn read_enum(reader: &Reader, fields: &Fields<'_>, name: &TypeName) -> Result<EnumType, Error> {
    let docs = reader.docs(fields)?;
    fields.within(ENUM_MEMBERS, "members")?;
    let (names, later) = (fields.texts("members")?, fields.texts("laterMembers")?);
    let (values, lines) = (fields.values("values")?, fields.values("_memberLines")?);
    let pages = fields.values("_memberPages")?;
    let later: std::collections::BTreeSet<String> = later.into_iter().collect();
    if names.iter().any(|it| it.is_empty() || is_long(it)) {
        return Err(fields.wrong_at("members", "one of its `members` is empty, or too long"));
    }
    let members = names.into_iter().enumerate().map(|(index, name)| {
        let line = lines.get(index).and_then(number).and_then(|it| u64::try_from(it).ok());
        let own = pages.get(index).and_then(|it| it.as_str()).map(str::to_owned);
        let page = own.or_else(|| docs.page.clone());
        let span = page.as_deref().zip(line).map(|(page, line)| reader.span(page, line));
        EnumMember {
            value: values.get(index).and_then(number),
            later: later.contains(&name),
            name,
            docs: Docs { text: None, page, span },
        }
    });
    Ok(EnumType {
        name: name.clone(),
        flags: fields.flag("flags")?,
        evolvable: fields.flag("evolvable")?,
        numbers: fields.maybe_flag("numbers")?.unwrap_or(false),
        members: members.collect(),
        docs: docs.clone(),
    })
}

fn read_property(reader: &Reader, fields: &Fields<'_>, model: &Model) -> Result<Property, Error> {
    Ok(Property {
        name: fields.name("name")?,
        ty: fields.type_ref(model, "type", "collection")?,
        navigation: fields.flag("navigation")?,
        read_only: fields.flag("readOnly")?,
        required: fields.flag("required")?,
        nullable: fields.maybe_flag("nullable")?,
        deprecated: fields.flag("deprecated")?,
        terms: read_terms(fields)?,
        inferred: fields.flag("inferred")?,
        docs: reader.docs(fields)?,
    })
}

pub(super) fn read_terms(fields: &Fields<'_>) -> Result<PropertyTerms, Error> {
    let range = fields.object("range")?;
    let options = fields.object("queryOptions")?.map_or(Ok(Vec::new()), |it| it.lists())?;
    let options = options.into_iter().map(|(name, operators)| QueryOption { name, operators });
    Ok(PropertyTerms {
        default: fields.maybe_text("default")?,
        range: range
            .map(|it| Ok::<_, Error>(Range { min: it.text("min")?, max: it.text("max")? }))
            .transpose()?,
        max_length: fields.number("maxLength")?,
        max_items: fields.number("maxItems")?,
        values: fields.texts("values")?,
        query_options: options.collect(),
        returned: match fields.maybe_text("returned")?.as_deref() {
            None => None,
            Some("byDefault") => Some(Returned::ByDefault),
            Some("onlyOnSelect") => Some(Returned::OnlyOnSelect),
            Some(other) => return Err(fields.wrong(format!("`{other}` is no `returned`"))),
        },
        capabilities: fields.object("capabilities")?.map_or_else(Vec::new, |it| it.pairs()),
    })
}
