//! What a page claims of an enum.

use super::{Claim, Prose};
use crate::source::Spanned;

/// What a page claims about one enum.
#[derive(Clone, Debug)]
pub struct EnumFacts {
    /// The enum's name.
    pub name: Claim<String>,
    /// The name that all words of its heading are, for when those of a title leave one that a type has: `Fault category`.
    pub long_name: Option<String>,
    /// The heading's slug, which links use.
    pub anchor: Option<String>,
    /// It stands on a resource page, where a heading `x values` may also list a property's values.
    pub on_resource_page: bool,
    /// Its heading may be of anything that has values, so that it is an enum if a link to the heading says so.
    pub if_linked: bool,
    /// The enum's description.
    pub summary: Option<Prose>,
    /// The members.
    pub members: Vec<MemberClaim>,
}

/// One row of a member table.
#[derive(Clone, Debug)]
pub struct MemberClaim {
    /// The member's name.
    pub name: Spanned<String>,
    /// Its number.
    pub value: Option<i64>,
    /// Bold words with which its description begins: what people call a number.
    pub label: Option<String>,
    /// Its description.
    pub description: Option<Prose>,
    /// The service sends it only when a request header asks for it.
    pub is_later: bool,
}
