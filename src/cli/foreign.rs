//! Docs of which nothing is understood: that is no clean check, and no client.

use super::failure::Failure;
use crate::config::Config;
use crate::dialect::{Column, Dialect, Section, Titled};
use crate::doc_set::DocSet;
use crate::model::Model;

/// Nothing, if a type or an operation is known, or a page could not even be read.
pub(super) fn understood(docs: &DocSet, config: &Config, model: &Model) -> Result<(), Failure> {
    let is_understood = !model.types.is_empty() || !model.operations.is_empty();
    if is_understood || !docs.unread.is_empty() {
        return Ok(());
    }
    Err(Failure::Foreign {
        docs: config.docs().to_owned(),
        n_pages: docs.pages.len(),
        dialect: config.dialect.name.clone(),
        looked_for: looked_for(&config.dialect),
    })
}

/// What a dialect looks for, in the order in which a page has it.
fn looked_for(dialect: &Dialect) -> String {
    /// Spellings named of each.
    const MOST: usize = 2;
    let few = |spellings: Vec<&str>| {
        let named = spellings.iter().take(MOST).map(|it| format!("`{}`", it.replace("{x}", "…")));
        named.collect::<Vec<_>>().join(" or ")
    };
    let titles = few(dialect.titles.spellings(Titled::Type).collect());
    let section = |section| few(dialect.sections.shortest(section).into_iter().collect());
    let column = |column| few(dialect.columns.shortest(column).into_iter().collect());
    format!(
        "titles such as {titles}; tables below {} with a column {} and one {}; requests such as \
         `GET /path` in code blocks below {}",
        section(Section::Properties),
        column(Column::Property),
        column(Column::Type),
        section(Section::HttpRequest),
    )
}
