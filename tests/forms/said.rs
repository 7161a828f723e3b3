//! What sentences of an operation's page claim, before it is reconciled with anything else.

#[path = "said/bodies.rs"]
mod bodies;
#[path = "said/responses.rs"]
mod responses;

use docwright::config::Config;
use docwright::doc_set::DocSet;
use docwright::facts::OperationFacts;
use docwright::pipeline;

/// What a page says of an operation: one with this below its request line.
fn operation(sections: &str) -> OperationFacts {
    let page = format!("# Do\n## HTTP request\n```http\nPOST /x\n```\n{sections}\n");
    let docs = DocSet::from_files([("p.md".to_owned(), page)]);
    let facts = pipeline::facts(&docs, &Config::default().dialect);
    facts.pages.into_iter().find_map(|it| it.operation).expect("the page is an operation's")
}
