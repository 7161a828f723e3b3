//! Doc set → model: how claims are reconciled. The cases stand in `tests/model/*.md`. Those of
//! `tests/model/judged/` are about findings alone: what rules told wrongly on real docs, as small pages, silent where
//! they were wrong and told where they are right.

mod chapter;

use chapter::{block, cases, check_chapter, compile, config, files, findings};

#[test]
fn types() {
    check_chapter(include_str!("model/types.md"));
}

#[test]
fn sections() {
    check_chapter(include_str!("model/sections.md"));
}

#[test]
fn layouts() {
    check_chapter(include_str!("model/layouts.md"));
}

#[test]
fn docs_in_sentences() {
    check_chapter(include_str!("model/prose.md"));
}

#[test]
fn docs_written_by_hand() {
    check_chapter(include_str!("model/handwritten.md"));
}

#[test]
fn request_lines() {
    check_chapter(include_str!("model/lines.md"));
}

#[test]
fn commands() {
    check_chapter(include_str!("model/commands.md"));
}

#[test]
fn deprecated() {
    check_chapter(include_str!("model/deprecated.md"));
}

#[test]
fn lists_of_routes() {
    check_chapter(include_str!("model/routes.md"));
}

#[test]
fn parameters() {
    check_chapter(include_str!("model/parameters.md"));
}

#[test]
fn notes() {
    check_chapter(include_str!("model/notes.md"));
}

#[test]
fn properties() {
    check_chapter(include_str!("model/properties.md"));
}

#[test]
fn kinds() {
    check_chapter(include_str!("model/kinds.md"));
}

#[test]
fn enums() {
    check_chapter(include_str!("model/enums.md"));
}

#[test]
fn inferred_types() {
    check_chapter(include_str!("model/inferred.md"));
}

#[test]
fn operations() {
    check_chapter(include_str!("model/operations.md"));
}

#[test]
fn examples() {
    check_chapter(include_str!("model/examples.md"));
}

#[test]
fn responses() {
    check_chapter(include_str!("model/responses.md"));
}

#[test]
fn options() {
    check_chapter(include_str!("model/options.md"));
}

#[test]
fn service() {
    check_chapter(include_str!("model/service.md"));
}

#[test]
fn requests() {
    check_chapter(include_str!("model/requests.md"));
}

#[test]
fn answers() {
    check_chapter(include_str!("model/answers.md"));
}

#[test]
fn answer_types() {
    check_chapter(include_str!("model/answer_types.md"));
}

#[test]
fn answer_members() {
    check_chapter(include_str!("model/answer_members.md"));
}

#[test]
fn lists() {
    check_chapter(include_str!("model/lists.md"));
}

#[test]
fn answer_numbers() {
    check_chapter(include_str!("model/answer_numbers.md"));
}

#[test]
fn answer_values() {
    check_chapter(include_str!("model/answer_values.md"));
}

#[test]
fn bodies() {
    check_chapter(include_str!("model/bodies.md"));
}

#[test]
fn body_types() {
    check_chapter(include_str!("model/body_types.md"));
}

#[test]
fn actions() {
    check_chapter(include_str!("model/actions.md"));
}

#[test]
fn findings_on_drift() {
    check_findings(include_str!("model/judged/drift.md"));
}

#[test]
fn findings_on_pages() {
    check_findings(include_str!("model/judged/pages.md"));
}

#[test]
fn findings_on_commands() {
    check_findings(include_str!("model/judged/commands.md"));
}

#[test]
fn findings_in_other_dialects() {
    check_findings(include_str!("model/judged/rest.md"));
}

#[test]
fn one_mistake_is_told_once() {
    check_findings(include_str!("model/judged/once.md"));
}

/// Checks what is found in every case of a chapter, and nothing else of it.
fn check_findings(text: &str) {
    let failure = |case: &String| {
        let (docs, compilation) = compile(files(case, "md"), &config(case));
        let found = findings(&docs, &compilation);
        let name = case.lines().next().unwrap_or_default();
        (found != block(case, "diagnostics").trim_end()).then(|| format!("## {name}\n{found}\n"))
    };
    let failures: Vec<String> = cases(text).iter().filter_map(failure).collect();
    assert!(!cases(text).is_empty(), "a chapter has cases");
    assert!(failures.is_empty(), "{} cases fail\n\n{}", failures.len(), failures.join("\n"));
}
