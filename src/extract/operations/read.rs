//! Pages of tests, read.

use crate::diagnostic::Diagnostics;
use crate::doc_set::DocSet;
use crate::facts::OperationFacts;
use crate::source::FileId;

/// What a page says of an operation: one with this below its request line.
pub(crate) fn operation(sections: &str) -> OperationFacts {
    let page = format!("# Do\n## HTTP request\n```http\nPOST /x\n```\n{sections}\n");
    let docs = DocSet::from_files([("p.md".to_owned(), page)]);
    let page = crate::markdown::parse_page(&docs, FileId(0));
    let mut told = Diagnostics::default();
    let routes = crate::extract::Routes::default();
    let facts = crate::extract::extract(&docs, &page, Default::default(), &routes, &mut told);
    facts.into_iter().find_map(|it| it.operation).expect("the page is an operation's")
}
