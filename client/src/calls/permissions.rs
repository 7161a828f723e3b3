//! Who may call an operation.

use std::iter::FusedIterator;

/// What one kind of caller needs to call an operation: any one of some permissions.
///
/// Generated markers have the rows of the docs as a text, [`Operation::PERMISSIONS`](crate::Operation::PERMISSIONS): two thousand
/// tables of structs would take a tenth of the time that a client takes to check.
///
/// ```
/// use docwright_client::Permissions;
///
/// let mut rows = Permissions::of("Delegated (work account): Mail.Read < Mail.ReadWrite\nApplication: not supported");
/// assert_eq!(rows.next().and_then(|it| it.least_privileged()), Some("Mail.Read"));
/// assert!(rows.next().is_some_and(|it| it.caller() == "Application" && it.names().next().is_none()));
///
/// let both = Permissions::of("Application: Mail.Read + Chat.Read").next();
/// assert_eq!(both.and_then(|it| it.least_privileged()), None);
/// assert_eq!(both.map(|it| it.names().collect()), Some(vec!["Mail.Read", "Chat.Read"]));
///
/// let mut rows = Permissions::of("# mail.md, chat.md\nDelegated: Mail.Read\n# chat.md\nApplication: Chat.Read");
/// assert_eq!(rows.next().map(|it| it.pages().collect()), Some(vec!["mail.md", "chat.md"]));
/// assert!(rows.next().is_some_and(|it| it.caller() == "Application" && it.pages().eq(["chat.md"])));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Permissions {
    pages: &'static str,
    caller: &'static str,
    names: &'static str,
}

impl Permissions {
    /// The rows of a text, a line each: the kind of caller, a colon, and the permissions. `<` stands between those that the docs
    /// list in order, the least privileged first, and a comma between others; `+` between those that are needed together. Where
    /// pages say different things, a line of `#` and the pages stands before the rows that they list.
    pub fn of(text: &'static str) -> impl FusedIterator<Item = Self> + Clone {
        let mut pages = "";
        let row = move |line: &'static str| {
            if let Some(heading) = line.strip_prefix("# ") {
                pages = heading;
                return None;
            }
            let (caller, names) = line.rsplit_once(": ")?;
            let names = if names == "not supported" { "" } else { names };
            Some(Self { pages, caller, names })
        };
        text.lines().filter_map(row)
    }

    /// The pages that list it, where the operation has several that do not say the same. None: all of its pages do.
    pub fn pages(&self) -> impl FusedIterator<Item = &'static str> + Clone {
        self.pages.split(", ").filter(|page| !page.is_empty())
    }

    /// The kind of caller, as the docs call it: `Delegated (work or school account)`.
    pub fn caller(&self) -> &'static str {
        self.caller
    }

    /// Every permission that is named. None at all: this kind of caller can't call the operation.
    pub fn names(&self) -> impl FusedIterator<Item = &'static str> + Clone {
        self.names.split([' ', '<', ',', '+']).filter(|name| !name.is_empty())
    }

    /// The permissions any of which is enough: each is one, or several that are needed together.
    pub fn alternatives(
        &self,
    ) -> impl FusedIterator<Item = impl FusedIterator<Item = &'static str> + Clone> + Clone {
        let each = self.names.split(['<', ',']).filter(|names| !names.is_empty());
        each.map(|together| together.split('+').map(str::trim))
    }

    /// The permission that allows the least beside this operation, if the docs say which one it is and it is enough alone.
    pub fn least_privileged(&self) -> Option<&'static str> {
        let mut first = self.alternatives().next().filter(|_| !self.names.contains(','))?;
        first.next().filter(|_| first.next().is_none())
    }
}
