//! What clients call things, where somebody said so.

use super::TypeName;
use std::collections::BTreeMap;

/// Names for clients, by what they are for; what is not in here is called as on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spellings {
    types: BTreeMap<TypeName, String>,
    members: BTreeMap<TypeName, BTreeMap<String, String>>,
}

impl Spellings {
    /// What a type is called.
    pub fn ty<'a>(&'a self, name: &'a TypeName) -> &'a str {
        self.types.get(name).unwrap_or(&name.name)
    }

    /// What a property of a type, or a member of an enum, is called.
    pub fn member<'a>(&'a self, of: &TypeName, name: &'a str) -> &'a str {
        self.members.get(of).and_then(|it| it.get(name)).map_or(name, String::as_str)
    }

    /// Says what a type is called.
    pub fn set_type(&mut self, name: TypeName, spelling: String) {
        self.types.insert(name, spelling);
    }

    /// Says what a property or a member is called.
    pub fn set_member(&mut self, of: TypeName, name: String, spelling: String) {
        self.members.entry(of).or_default().insert(name, spelling);
    }
}
