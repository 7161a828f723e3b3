//! What was read and what became of it, as the JSON of `check` has it: the numbers that the terminal shows, and those of each
//! page and each folder of pages.

use super::tally::{Blocks, Tally, kind_name};
use crate::diagnostic::render::Report;
use crate::facts::{BlockForm, Facts, LeftReason};
use crate::model::Model;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What became of the pages of a report.
pub(super) fn json(report: &Report<'_>, facts: &Facts, model: &Model) -> Value {
    let mut pages = Vec::new();
    let mut areas: BTreeMap<String, (usize, Blocks)> = BTreeMap::new();
    for page in facts.by_file() {
        let Some(first) = page.first() else { continue };
        let (path, blocks) = (report.path(first.file), Blocks::of(page));
        let area = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let of_area = areas.entry(area).or_default();
        of_area.0 += 1;
        of_area.1.add(blocks);
        let kind = kind_name(Facts::kind_of(page));
        pages.push(json!({ "file": path, "kind": kind, "blocks": blocks }));
    }
    let areas: Vec<Value> = areas
        .into_iter()
        .map(|(folder, (n_pages, blocks))| {
            json!({ "folder": folder, "pages": n_pages, "blocks": blocks })
        })
        .collect();
    let tally = Tally::of(facts, model);
    json!({
        "pages": { "all": tally.n_pages(), "kinds": counts(&tally.kinds, kind_name) },
        "types": {
            "structured": tally.n_structured,
            "properties": tally.n_properties,
            "enums": tally.n_enums,
            "members": tally.n_members,
        },
        "operations": {
            "all": tally.n_operations,
            "requestLines": tally.n_lines,
            "ofSeveralPages": tally.n_merged(),
            "answering": tally.n_answers,
            "answeringAnyJson": tally.n_untyped,
        },
        "examples": {
            "all": tally.n_examples,
            "ofOperations": tally.n_attached,
            "differing": tally.n_differing,
        },
        "blocks": {
            "of": tally.blocks,
            "used": counts(&tally.used, form_name),
            "left": counts(&tally.left, reason_name),
        },
        "areas": areas,
        "byPage": pages,
    })
}

/// Counts by name.
fn counts<T: Copy>(
    counts: &BTreeMap<T, usize>,
    name: fn(T) -> &'static str,
) -> BTreeMap<&'static str, usize> {
    counts.iter().map(|(what, count)| (name(*what), *count)).collect()
}

fn form_name(form: BlockForm) -> &'static str {
    match form {
        BlockForm::Paragraph => "paragraph",
        BlockForm::Table => "table",
        BlockForm::Code => "code",
        BlockForm::Comment => "comment",
        BlockForm::Html => "html",
        BlockForm::Markup => "markup",
        BlockForm::Include => "include",
        BlockForm::List => "list",
        BlockForm::Quote => "quote",
        BlockForm::Rule => "rule",
        BlockForm::Tab => "tab",
    }
}

fn reason_name(reason: LeftReason) -> &'static str {
    match reason {
        LeftReason::UnknownTable => "unknownTable",
        LeftReason::UnknownSection => "unknownSection",
        LeftReason::UnknownCode => "unknownCode",
        LeftReason::UnknownJson => "unknownJson",
        LeftReason::UnknownAnnotation => "unknownAnnotation",
        LeftReason::LooseAnnotation => "looseAnnotation",
        LeftReason::Html => "html",
        LeftReason::Markup => "markup",
        LeftReason::MissingInclude => "missingInclude",
        LeftReason::PlainComment => "plainComment",
        LeftReason::OtherAnnotation => "otherAnnotation",
        LeftReason::Operations => "operations",
        LeftReason::OtherTable => "otherTable",
        LeftReason::OtherCode => "otherCode",
        LeftReason::NameList => "nameList",
        LeftReason::NotModelled => "notModelled",
    }
}
