//! What generated markers tell about an operation's options: which ones the docs list.
//!
//! Options that know a type have a trait of their own. The others are a type each, of [`Takes`].

use super::operation::{Lists, Operation};
use crate::codec::Model;

/// An operation that can be asked for some members only (`$select`).
#[diagnostic::on_unimplemented(
    message = "the docs of `{Self}` list no `$select`",
    label = "not an option of this request",
    note = "`.query(\"$select\", \"…\")` sends it all the same"
)]
pub trait Selects: Operation {
    /// The type whose members are selected.
    type Model;
}

/// An operation that can be asked for related things inside the answer (`$expand`).
#[diagnostic::on_unimplemented(
    message = "the docs of `{Self}` list no `$expand`",
    label = "not an option of this request",
    note = "`.query(\"$expand\", \"…\")` sends it all the same"
)]
pub trait Expands: Operation {
    /// The type whose relationships are expanded.
    type Model;
}

/// A list that can be asked for the items that meet a condition (`$filter`).
#[diagnostic::on_unimplemented(
    message = "the docs of `{Self}` list no `$filter`",
    label = "not an option of this request",
    note = "`.query(\"$filter\", \"…\")` sends it all the same"
)]
pub trait Filters: Lists {}

/// A list that can be asked for an order (`$orderby`).
#[diagnostic::on_unimplemented(
    message = "the docs of `{Self}` list no `$orderby`",
    label = "not an option of this request",
    note = "`.query(\"$orderby\", \"…\")` sends it all the same"
)]
pub trait Orders: Lists {}

/// A list of what has changed, which says where to ask for later changes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not answer with changes",
    label = "no delta query"
)]
pub trait Deltas: Lists<Item: Model> {}

/// An operation that takes an option or a header that has nothing to do with its types: `Takes<Top>`.
#[diagnostic::on_unimplemented(
    message = "the docs of `{Self}` do not list `{What}`",
    label = "not an option of this request",
    note = "`.query(\"…\", \"…\")` and `.header(\"…\", \"…\")` send by name what the docs do not list"
)]
pub trait Takes<What>: Operation {}

/// `$top`: at most so many items on a page.
#[derive(Debug)]
pub enum Top {}

/// `$skip`: without the first items.
#[derive(Debug)]
pub enum Skip {}

/// `$search`: the items that a search finds.
#[derive(Debug)]
pub enum Search {}

/// `$count`: how many items there are on all pages.
#[derive(Debug)]
pub enum Count {}

/// The header `Accept-Language`: the languages that the caller reads.
#[derive(Debug)]
pub enum AcceptLanguage {}

/// The header `ConsistencyLevel`: how current the data of a query has to be.
#[derive(Debug)]
pub enum ConsistencyLevel {}

/// The header `If-Match`: only if the thing is as it was.
#[derive(Debug)]
pub enum IfMatch {}

/// The header `If-None-Match`: only if the thing has changed.
#[derive(Debug)]
pub enum IfNoneMatch {}

/// A body that is no JSON, such as a message in MIME.
#[derive(Debug)]
pub enum Media {}

/// The header `Prefer`: how the caller would like the answer.
#[derive(Debug)]
pub enum Prefer {}
