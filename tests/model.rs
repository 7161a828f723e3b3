//! Doc set → model: how claims are reconciled. The cases stand in `tests/model/*.md`.

mod chapter;

use chapter::check_chapter;

#[test]
fn types() {
    check_chapter(include_str!("model/types.md"));
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
