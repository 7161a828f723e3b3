//! Docs of which nothing is understood: that is no clean check, and no client.

use super::failure::Failure;
use super::reading::Reading;
use crate::config::Config;
use crate::diagnostic::render::visible;
use crate::dialect::{Column, Dialect, Section, Titled};
use crate::doc_set::DocSet;
use crate::facts::{Facts, PageFacts, PageKind};
use crate::model::{Model, ResponseBody};
use crate::survey::{self, Requests};

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

/// Not a single operation, though requests are shown that none of the docs' types could be asked for without.
pub(super) fn asked(docs: &DocSet, config: &Config, model: &Model) -> Result<(), Failure> {
    /// One may be an example of how services are asked.
    const LEAST: usize = 2;
    if !model.operations.is_empty() || !docs.unread.is_empty() {
        return Ok(());
    }
    let requests = Requests::of(docs, &survey::pages(docs));
    let Some(first) = requests.first().filter(|_| requests.n() >= LEAST) else { return Ok(()) };
    let (path, line) = (&docs.sources.file(first.file).path, docs.sources.line(first));
    Err(Failure::NoOperation {
        docs: config.docs().to_owned(),
        n_requests: requests.n(),
        first: format!("{}:{line}", visible(path)),
        dialect: config.dialect.name.clone(),
    })
}

/// What to say of docs of which something is understood, and most is not.
pub(super) fn little(docs: &DocSet, config: &Config, facts: &Facts) -> Option<String> {
    let is_conceptual = |page: &&[PageFacts]| Facts::kind_of(page) == PageKind::Conceptual;
    let n_conceptual = facts.by_file().filter(is_conceptual).count();
    // Most pages are of something: there is nothing to count.
    if n_conceptual * 2 < docs.pages.len() {
        return None;
    }
    let reading = Reading::of(facts, docs);
    let (page, n_unread, n_all) = reading.mostly_unread()?;
    Some(format!(
        "of {n_all} pages with tables or requests {n_unread} are not understood, `{}` for one; they are read as `{}`. \
         `docwright init` proposes a dialect and names the words that it has no place for",
        visible(page),
        config.dialect.name,
    ))
}

/// What to say of docs whose operations answer any JSON most of the time, as far as is understood.
pub(super) fn untyped(docs: &DocSet, model: &Model) -> Option<String> {
    /// One may be told by nobody.
    const LEAST: usize = 2;
    let answering = || model.operations.iter().filter(|it| it.response != ResponseBody::None);
    let untyped = || answering().filter(|it| it.response.is_untyped());
    let (n_all, n_untyped) = (answering().count(), untyped().count());
    let is_most = n_untyped >= LEAST && n_untyped * 2 > n_all;
    let first = untyped().flat_map(|it| &it.lines).map(|it| it.span).min().filter(|_| is_most)?;
    let (path, line) = (&docs.sources.file(first.file).path, docs.sources.line(first));
    let typed = match n_all - n_untyped {
        0 => "no answer is typed".to_owned(),
        n_typed => format!("only {n_typed} of {n_all} answers are typed"),
    };
    Some(format!("{typed}: the first that is any JSON is that of {}:{line}", visible(path)))
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
