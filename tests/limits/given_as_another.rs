//! Operations that are given the same as one with many parameters: each is within every limit, all together are not.

use docwright::config::Config;
use docwright::diagnostic::Diagnostic;
use docwright::dialect;
use docwright::doc_set::DocSet;
use docwright::limits::{Limit, PARAMETERS_OF_OTHERS};
use docwright::pipeline;

/// What is beyond limits where so many operations are given the same as one with so many parameters.
fn beyond(n_operations: usize, n_parameters: usize) -> usize {
    let rows: String = (0..n_parameters).map(|it| format!("| p{it} | string | x |\n")).collect();
    let mut page = format!(
        "# Kites\n\n## Build\n\n```\nPOST /kites\n```\n\n### Parameters\n\n\
         | Parameter | Type | Description |\n|:--|:--|:--|\n{rows}"
    );
    for it in 0..n_operations {
        let section = format!("\n## Op {it}\n\n```\nPOST /a{it}\n```\n\n### Parameters\n\n");
        page.push_str(&section);
        page.push_str("Same as `POST /kites`.\n");
    }
    let dialect = dialect::built_in("rest").expect("it is there").dialect.clone();
    let config = Config { dialect, ..Config::default() };
    let docs = DocSet::from_files([("kites.md".to_owned(), page)]);
    let told = pipeline::compile(&docs, &config).diagnostics;
    let Limit { what, most } = PARAMETERS_OF_OTHERS;
    let message = format!("more than {most} {what}");
    let is_it = |it: &&Diagnostic| it.headline.contains(&message);
    told.iter().filter(is_it).count()
}

#[test]
fn parameters_of_others_are_bounded() {
    assert_eq!(beyond(20, PARAMETERS_OF_OTHERS.most / 20), 0);
    assert_eq!(beyond(23, PARAMETERS_OF_OTHERS.most / 20), 1);
}
