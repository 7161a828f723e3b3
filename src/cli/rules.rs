//! `docwright rules` and `docwright explain`.

use super::args::{Explain, Rules};
use super::exit_code::CLEAN;
use super::failure::Failure;
use super::formats::RulesFormat;
use super::rule_name;
use super::ui::{Ui, label};
use crate::diagnostic::{Family, Level};
use crate::rules::{FAMILIES, rules};
use anstyle::{AnsiColor, Style};
use std::io::Write;

const HEADING: Style = Style::new().bold();
const CODE: Style = AnsiColor::Cyan.on_default();
/// Before each line of an example.
const INDENT: &str = "    ";

pub(super) fn list(ui: &mut Ui, args: &Rules) -> Result<u8, Failure> {
    if args.format == RulesFormat::Markdown {
        ui.out.write_all(reference().as_bytes())?;
        return Ok(CLEAN);
    }
    let width = rules().map(|rule| rule.name.len()).max().unwrap_or(0);
    for (index, Family { name, summary, rules }) in FAMILIES.iter().enumerate() {
        if index > 0 {
            writeln!(ui.out)?;
        }
        writeln!(ui.out, "{HEADING}{name}{HEADING:#}: {summary}")?;
        for rule in *rules {
            // Padded before it is coloured: colours have no width.
            let gap = " ".repeat("allow".len() - rule.level.as_str().len());
            let level = label(rule.level.as_str(), rule.level);
            writeln!(ui.out, "  {level}{gap} {:<width$}  {}", rule.name, rule.summary)?;
        }
    }
    Ok(CLEAN)
}

/// The page of every rule in one, each below its family.
fn reference() -> String {
    let mut text = "# Rules\n".to_owned();
    for Family { name, summary, rules } in FAMILIES {
        text.push_str(&format!("\n## {name}: {summary}\n"));
        for rule in *rules {
            let mut fence: Option<&str> = None;
            text.push('\n');
            for line in rule.explanation.lines() {
                let ticks = line.len() - line.trim_start_matches('`').len();
                match fence {
                    Some(open) if line == open => fence = None,
                    None if ticks >= 3 => fence = Some(&line[..ticks]),
                    // Headings of an example are its own.
                    None if line.starts_with('#') => text.push_str("##"),
                    Some(_) | None => {}
                }
                text.push_str(line);
                text.push('\n');
                if fence.is_none() && line.starts_with("# ") {
                    let level = rule.level.as_str();
                    text.push_str(&format!("\nLevel: `{level}`; {}.\n", rule.summary));
                }
            }
        }
    }
    text
}

/// Shows a rule's page, laid out for a terminal.
pub(super) fn explain(ui: &mut Ui, args: &Explain) -> Result<u8, Failure> {
    let rule = rule_name::find(&args.rule)?;
    let family = FAMILIES.iter().find(|family| family.rules.iter().any(|it| it.name == rule.name));
    let family = family.map_or("", |family| family.name);
    let mut fence: Option<&str> = None;
    for line in rule.explanation.lines() {
        match fence {
            Some(open) if line == open => fence = None,
            Some(_) => writeln!(ui.out, "{}", example_line(line))?,
            None => {
                let ticks = line.len() - line.trim_start_matches('`').len();
                if ticks >= 3 {
                    fence = Some(&line[..ticks]);
                    writeln!(ui.out, "{}", example_title(&line[ticks..]))?;
                } else if let Some(name) = line.strip_prefix("# ") {
                    let level = label(rule.level.as_str(), rule.level);
                    writeln!(ui.out, "{level} {HEADING}{name}{HEADING:#} ({family})")?;
                } else if let Some(heading) = line.strip_prefix("## ") {
                    writeln!(ui.out, "{HEADING}{heading}{HEADING:#}")?;
                } else {
                    writeln!(ui.out, "{}", prose(line))?;
                }
            }
        }
    }
    writeln!(ui.out, "\n{HEADING}To live with it{HEADING:#}\n")?;
    let name = rule.name;
    // What is found about suppressions can't be suppressed.
    if family != "upkeep" {
        let comment = format!("`<!-- docwright: allow({name}) the reason -->`");
        writeln!(ui.out, "{}", prose(&format!("In a page, above what it is about: {comment}")))?;
    }
    let file = format!("In `docwright.toml`, for all pages: `{name} = \"allow\"` below `[levels]`");
    writeln!(ui.out, "{}", prose(&file))?;
    let flags = format!("For one run: `--allow {name}`, `--warn {name}` or `--deny {name}`");
    writeln!(ui.out, "{}", prose(&flags))?;
    Ok(CLEAN)
}

/// What stands above an example: the path of its page.
fn example_title(info: &str) -> String {
    match info.split_once(' ') {
        Some((_, path)) => format!("{INDENT}{CODE}{path}{CODE:#}\n"),
        None => format!("{INDENT}{CODE}{info}{CODE:#}\n"),
    }
}

/// A line of an example; findings in the colour of their level.
fn example_line(line: &str) -> String {
    for level in [Level::Warn, Level::Deny] {
        let mark = format!(": {}[", level.as_str());
        if let Some((place, rest)) = line.split_once(&mark) {
            let style = super::ui::style(level).bold();
            return format!("{INDENT}{place}: {style}{}{style:#}[{rest}", level.as_str());
        }
    }
    format!("{INDENT}{line}").trim_end().to_owned()
}

/// A line of words; what stands between backticks is coloured.
fn prose(line: &str) -> String {
    let mut text = String::new();
    for (index, part) in line.split('`').enumerate() {
        text.push_str(&match index % 2 {
            0 => part.to_owned(),
            _ => format!("{CODE}`{part}`{CODE:#}"),
        });
    }
    text
}
