//! Enums: open, with a catch-all arm whose text is kept.

use super::structs::document_page;
use crate::emit::rust::derives::{Derives, Kind};
use crate::emit::rust::naming::{Name, TypeEntry, apart};
use crate::emit::rust::rustdoc::{Rustdoc, code};
use crate::emit::rust::templates::{Item, Lines, List, fill, item, lines};
use crate::model::{EnumType, Model, TypeName};

/// So many members are named where the docs say nothing of an enum.
const NAMED: usize = 4;

/// The file of an enum.
pub(crate) fn emit_enum(
    model: &Model,
    entry: &TypeEntry,
    derives: &Derives,
    ty: &EnumType,
) -> Vec<Item> {
    let ident = entry.name.type_ident();
    let wire = ty.name.qualified();
    let names = [ty.name.name.as_str(), &wire, &ident.to_string()];
    let derives = derives.of(Kind::Enum, &names).behind("Clone, Debug, PartialEq, Eq, Hash");
    let spelt = |name| Name::of(model.spellings.member(&ty.name, name));
    let names = apart::settle(ty.members.iter().map(|it| (spelt(&it.name), it.name.as_str())));
    let arms: Vec<_> = names.iter().map(Name::arm_ident).collect();
    let wires: Vec<_> = ty.members.iter().map(|member| member.wire(ty)).collect();
    let named: Vec<&str> = ty.members.iter().map(|member| member.name.as_str()).collect();
    let is_number = match ty.numbers {
        true => lines!(Member [] { const IS_NUMBER: bool = true; }),
        false => Lines::default(),
    };
    let text_docs = Rustdoc::new().ours(match ty.numbers {
        true => "The member's text on the wire, where it is a number.",
        false => "The member's text on the wire.",
    });
    let members = ty.members.iter().zip(&arms).map(|(member, arm)| {
        let rustdoc = Rustdoc::new().prose(member.docs.text.as_deref());
        let rustdoc = if rustdoc.is_empty() {
            let name = code(&member.name);
            let wire = member.value.filter(|_| ty.numbers);
            rustdoc.ours(&wire.map_or(name.clone(), |it| format!("{name}: {it}.")))
        } else {
            rustdoc
        };
        lines!(Variant [rustdoc, arm] { #rustdoc #arm, })
    });
    let members: Lines = members.collect();
    let texts =
        arms.iter().zip(&wires).map(|(arm, wire)| lines!(Arm [arm, wire] { Self::#arm => #wire, }));
    let texts: Lines = texts.collect();
    let pairs =
        arms.iter().zip(&wires).map(|(arm, wire)| fill!(Expr [wire, arm] { (#wire, Self::#arm) }));
    let pairs = List(pairs.collect());
    let rustdoc = Rustdoc::new().prose(ty.docs.text.as_deref());
    let rustdoc =
        if rustdoc.is_empty() { rustdoc.ours(&summary(&ty.name, &named)) } else { rustdoc };
    let rustdoc = document_page(model, rustdoc, &ty.docs);
    let blank = Lines::blank();
    vec![
        item!([] { use ::docwright_client::{EnumType, UnknownMember}; }),
        item!([rustdoc, derives, ident, members] {
            #rustdoc
            #[derive(#derives)]
            #[non_exhaustive]
            pub enum #ident {
                #members
                /// A member that the docs do not name.
                Undocumented(UnknownMember),
            }
        }),
        item!([ident, text_docs, texts] {
            impl #ident {
                #text_docs
                #[inline]
                pub fn as_str(&self) -> &str {
                    match self {
                        #texts
                        Self::Undocumented(text) => text.as_str(),
                    }
                }
            }
        }),
        item!([ident, wire, pairs, is_number, blank] {
            impl EnumType for #ident {
                const NAME: &'static str = #wire;
                const MEMBERS: &'static [(&'static str, Self)] = #pairs;
                #is_number
                #blank
                #[inline]
                fn as_str(&self) -> &str { #ident::as_str(self) }
                #blank
                #[inline]
                fn undocumented(text: UnknownMember) -> Self { Self::Undocumented(text) }
            }
        }),
        item!([ident] { ::docwright_client::enum_codec!(#ident); }),
    ]
}

/// What an enum is of which the docs say nothing: its name, and some of its members.
fn summary(name: &TypeName, members: &[&str]) -> String {
    let mut named: Vec<String> = members.iter().take(NAMED).map(|it| code(it)).collect();
    let last = match members.len() - named.len() {
        0 => named.pop(),
        more => Some(format!("{more} more")),
    };
    let named = named.join(", ");
    match last {
        Some(last) if named.is_empty() => format!("{}: {last}.", code(&name.name)),
        Some(last) => format!("{}: {named} and {last}.", code(&name.name)),
        None => code(&name.qualified()),
    }
}
