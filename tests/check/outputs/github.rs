//! Reads a line as a GitHub Actions runner does: <https://github.com/actions/runner>, `ActionCommand`.

use std::collections::BTreeMap;

/// A workflow command.
#[derive(Debug)]
pub(crate) struct Command {
    pub(crate) name: String,
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) data: String,
}

/// `None` for a line that is no command.
pub(crate) fn parse(line: &str) -> Option<Command> {
    let (info, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let pairs = properties.trim().split(',').filter_map(|pair| pair.split_once('='));
    let properties =
        pairs.map(|(key, value)| (key.to_owned(), unescape(value, PROPERTY))).collect();
    Some(Command { name: name.to_owned(), properties, data: unescape(data, DATA) })
}

/// In this order, the percent sign last.
const DATA: &[(&str, &str)] = &[("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
const PROPERTY: &[(&str, &str)] =
    &[("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];

fn unescape(text: &str, escapes: &[(&str, &str)]) -> String {
    escapes.iter().fold(text.to_owned(), |text, (escape, meant)| text.replace(escape, meant))
}

#[test]
fn escapes_of_escapes_stay() {
    let command = parse("::error file=a%2Cb,title=x%253A::50%25%0A%250A").expect("a command");
    assert_eq!(command.properties["file"], "a,b");
    assert_eq!(command.properties["title"], "x%3A");
    assert_eq!(command.data, "50%\n%0A");
}
