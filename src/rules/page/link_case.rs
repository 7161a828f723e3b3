//! `link-case`: a link spells its page in another case.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::Link;

pub(super) static LINK_CASE: Rule = Rule {
    name: "link-case",
    level: Level::Warn,
    summary: "a link spells its page in another case",
    explanation: include_str!("link_case.md"),
};

/// A link that finds its page only where case does not count.
pub(crate) fn report(link: &Link, written: &str, found: &str) -> Diagnostic {
    let headline = "link spells its page in another case";
    let finding = Diagnostic::new(&LINK_CASE, link.written.span, headline)
        .habit("links spell their pages in another case")
        .once()
        .help(format!("the page is `{found}`"));
    // Of a link that is defined elsewhere the place is the whole definition.
    let target = link.written.value.as_str();
    let mut places = written.match_indices(target);
    match (places.next(), places.next(), respelt(target, found)) {
        (Some((at, _)), None, Some(respelt)) => {
            finding.edit(link.written.span.part(at..at + target.len()), respelt)
        }
        _ => finding,
    }
}

/// A link as it is written, its folders and its page spelt as they are found; `None` where they are written otherwise than
/// by their names.
fn respelt(written: &str, found: &str) -> Option<String> {
    let end = written.find(['#', '?']).unwrap_or(written.len());
    let (path, rest) = written.split_at(end);
    let mut names = found.rsplit('/');
    let mut parts: Vec<&str> = path.split('/').collect();
    for (index, part) in parts.iter_mut().rev().enumerate() {
        if matches!(*part, "" | "." | "..") {
            break;
        }
        let name = names.next()?;
        let without_ending = name.get(..part.len()).filter(|_| index == 0 && !part.contains('.'));
        let spelt = if name.len() == part.len() { Some(name) } else { without_ending };
        *part = spelt.filter(|it| it.eq_ignore_ascii_case(part))?;
    }
    Some(parts.join("/") + rest)
}

#[cfg(test)]
mod tests {
    use super::respelt;

    #[test]
    fn names_are_spelt_as_found_and_all_else_stays() {
        let check = |written, found| respelt(written, found).unwrap_or_default();
        assert_eq!(
            check("../Resources/Door.md#Top", "resources/door.md"),
            "../resources/door.md#Top"
        );
        assert_eq!(check("./Door", "resources/door.md"), "./door");
        assert_eq!(check("Door.MD?view=x", "door.md"), "door.md?view=x");
        // Written otherwise, so not for us to write.
        assert_eq!(check("D%6For.md", "door.md"), "");
        assert_eq!(check("..\\Door.md", "door.md"), "");
        assert_eq!(check("a/b/Door.md", "door.md"), "");
    }
}
