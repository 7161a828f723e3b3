//! The codec of a struct: its names on the wire, and how its fields are got at.

use crate::emit::rust::templates::{Item, Lines, List, Members, item, lines};
use proc_macro2::Ident;

/// What a codec says of a struct.
pub(super) struct Codec<'s> {
    pub(super) ident: &'s Ident,
    /// The qualified name on the wire.
    pub(super) wire: &'s str,
    /// The fields, each with its name on the wire.
    pub(super) fields: Vec<(Ident, &'s str)>,
    /// The qualified names of the types derived from it.
    pub(super) derived: &'s [String],
    /// Whether fields hold it out of the compiler's sight.
    pub(super) is_root: bool,
}

/// The impl that reads and writes a struct.
pub(super) fn emit_codec(codec: &Codec<'_>) -> Item {
    let (ident, wire) = (codec.ident, codec.wire);
    let wires = List::of_texts(codec.fields.iter().map(|(_, wire)| *wire));
    let derived = match codec.derived.is_empty() {
        true => Lines::default(),
        false => {
            let derived = List::of_texts(codec.derived.iter().map(String::as_str));
            lines!(Member [derived] { const DERIVED: &'static [&'static str] = #derived; })
        }
    };
    let (members, blank) = (emit_members(&codec.fields), Lines::blank());
    // What only a holder that does not see the type reaches, and is much, is compiled here, once, and not with every program
    // that has the holder. Anything else is compiled where it is used: programs use few of the types.
    let root = match codec.is_root {
        false => Lines::default(),
        true => lines!(Member [blank] {
            #blank
            #[inline(never)]
            fn list() -> ::std::sync::Arc<dyn codec::Values> { ::std::sync::Arc::new(Vec::<Self>::new()) }
            #blank
            #[inline(never)]
            fn object(&self) -> &dyn codec::Object { self }
            #blank
            #[inline(never)]
            fn object_mut(&mut self) -> &mut dyn codec::Object { self }
        }),
    };
    let root = Members(root);
    item!([ident, wire, wires, derived, members, root] {
        impl Model for #ident {
            const NAME: &'static str = #wire;
            const MEMBERS: &'static [&'static str] = #wires;
            #derived
            #members
            #root
        }
    })
}

/// How the codec gets at the fields.
fn emit_members(fields: &[(Ident, &str)]) -> Lines {
    let blank = Lines::blank();
    if fields.is_empty() {
        return lines!(Member [blank] {
            #blank
            #[inline]
            fn member(&self, _: usize) -> ::core::result::Result<&dyn Member, &Extra> { Err(&self.extra) }
            #blank
            #[inline]
            fn member_mut(&mut self, _: usize) -> ::core::result::Result<&mut dyn Member, &mut Extra> { Err(&mut self.extra) }
        });
    }
    let fields = || fields.iter().map(|(ident, _)| ident).enumerate();
    let arms: Lines = fields()
        .map(|(index, ident)| lines!(Arm [index, ident] { #index => &self.#ident, }))
        .collect();
    let arms_mut: Lines = fields()
        .map(|(index, ident)| lines!(Arm [index, ident] { #index => &mut self.#ident, }))
        .collect();
    lines!(Member [blank, arms, arms_mut] {
        #blank
        #[inline]
        fn member(&self, index: usize) -> ::core::result::Result<&dyn Member, &Extra> {
            let member: &dyn Member = match index {
                #arms
                _ => return Err(&self.extra),
            };
            Ok(member)
        }
        #blank
        #[inline]
        fn member_mut(&mut self, index: usize) -> ::core::result::Result<&mut dyn Member, &mut Extra> {
            let member: &mut dyn Member = match index {
                #arms_mut
                _ => return Err(&mut self.extra),
            };
            Ok(member)
        }
    })
}
