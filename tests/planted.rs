//! Drift planted in the sample: one mistake on one page at a time, told at its line and column, and
//! nothing else told.

#[path = "planted/bodies.rs"]
mod bodies;

use docwright::config::Config;
use docwright::diagnostic::render::short;
use docwright::doc_set::DocSet;
use docwright::pipeline;
use docwright::source::{FileId, Location, SourceFile, SourceMap, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[path = "planted/pages.rs"]
mod pages_plants;
#[path = "planted/true_pages.rs"]
mod true_pages;

/// A page, a piece of it, what it becomes, and the rule that has to tell it. The finding is about what
/// stands between `«` and `»`. A page that is not there, and no piece, is a new page.
type Plant = (&'static str, &'static str, &'static str, &'static str);

const PLANTS: &[Plant] = &[
    // A header's name in another case than on all other pages.
    (
        "api/message-move.md",
        "/move\nContent-Type: application/json",
        "/move\n«Content-type»: application/json",
        "header-case",
    ),
    // An example gives a member another name.
    (
        "api/usersecurityprofile-get.md",
        "\"subProvider\": \"Sign-in Watch\"",
        "«\"subprovider\"»: \"Sign-in Watch\"",
        "undocumented-example-member",
    ),
    // A value changes its type.
    (
        "api/driveitem-get.md",
        "\"size\": 8589934592",
        "\"size\": «\"8 GB\"»",
        "example-type-mismatch",
    ),
    // A value that is no member, and one in another case.
    (
        "api/user-list-events.md",
        "\"sensitivity\": \"normal\"",
        "\"sensitivity\": «\"usual\"»",
        "undocumented-enum-member",
    ),
    (
        "api/calendar-list-events.md",
        "\"showAs\": \"oof\"",
        "\"showAs\": «\"OOF\"»",
        "enum-member-case",
    ),
    // A row changes its type, its name's case, or comes without its member of the JSON.
    (
        "resources/message.md",
        "|isDeliveryReceiptRequested|Boolean|",
        "|isDeliveryReceiptRequested|«Int32»|",
        "representation-type-mismatch",
    ),
    ("resources/mailfolder.md", "|isHidden|", "|«ishidden»|", "property-case"),
    (
        "resources/group.md",
        "|mailEnabled|",
        "|«motto»|String|What the group says of itself.|\n|mailEnabled|",
        "absent-from-json",
    ),
    // The JSON has a member without a row.
    (
        "resources/reminder.md",
        "\"eventId\": \"String\",",
        "\"eventId\": \"String\",\n  «\"eventLink\": \"String\"»,",
        "absent-from-table",
    ),
    // A list of values names one that the enum does not have.
    (
        "resources/itembody.md",
        "Possible values are: `text`, `html`.",
        "Possible values are: `text`, `html`, «`rtf`».",
        "value-list-mismatch",
    ),
    // A type that nothing defines, with a name that is nearly right.
    (
        "resources/recipient.md",
        "[emailAddress](emailaddress.md)|",
        "«emailAdress»|",
        "unknown-type",
    ),
    // A base that is not the annotation's.
    (
        "resources/user.md",
        "Inherits from [directoryObject](directoryobject.md).\n",
        "Inherits from «[entity](entity.md)».\n",
        "base-mismatch",
    ),
    (
        "resources/uploadsession.md",
        "# uploadSession resource type",
        "«# upload resource type»",
        "title-mismatch",
    ),
    (
        "resources/useraccount.md",
        "Namespace: microsoft.graph\n",
        "«Namespace: microsoft.graph.security»\n",
        "namespace-mismatch",
    ),
    (
        "resources/enums.md",
        "|busy|2|Taken.|",
        "|busy|2|Taken.|\n|«Busy»|5|Taken again.|",
        "duplicate-enum-member",
    ),
    // Requests: another version, another host, another path, a word in another case.
    (
        "api/user-get.md",
        "https://graph.microsoft.com/v1.0/me?",
        "https://graph.microsoft.com/«beta»/me?",
        "example-of-other-version",
    ),
    (
        "api/user-list.md",
        "GET https://graph.microsoft.com/v1.0/users?$search",
        "GET «https://graph.microsoft.example»/v1.0/users?$search",
        "example-of-other-host",
    ),
    (
        "api/driveitem-copy.md",
        "https://graph.microsoft.com/v1.0/me/drive/items/01BYE5RZ6QN3ZWBTUFOFD3GSPGOHDJD36K/copy",
        "«https://graph.microsoft.com/v1.0/me/drive/items/01BYE5RZ6QN3ZWBTUFOFD3GSPGOHDJD36K/clone»",
        "example-matches-no-line",
    ),
    (
        "api/group-post-members.md",
        "POST /groups/",
        "POST «https://graph.microsoft.com»/v1.0/groups/",
        "absolute-request-line",
    ),
    // Answers: another status, an annotation that forgets that there are many.
    ("api/user-update.md", "`204 No Content`", "`«200» OK`", "response-status-mismatch"),
    (
        "api/user-reminderview.md",
        "\"@odata.type\": \"microsoft.graph.reminder\",\n  \"isCollection\": true",
        "\"@odata.type\": \"«microsoft.graph.reminder»\"",
        "response-collection-mismatch",
    ),
    // Links, tables, JSON, permissions.
    (
        "api/message-move.md",
        "(../resources/message.md)",
        "(«../resources/messages.md»)",
        "dead-link",
    ),
    ("api/user-delta.md", "(../resources/user.md)", "(«../resources/User.md»)", "link-case"),
    ("api/message-delta.md", "\"isRead\": false", "\"isRead\": false«,»", "malformed-json"),
    (
        "api/application-get.md",
        "|Application|Application.Read.All, Application.ReadWrite.All|",
        "|Application|«The usual ones»|",
        "unreadable-permissions",
    ),
];

#[test]
fn one_mistake_is_one_finding_in_its_place() {
    let pages = pages();
    let wrong: Vec<String> = plants().filter_map(|plant| check(&pages, plant).err()).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_mistakes_are_on_twenty_pages_and_more() {
    let planted: BTreeSet<&str> = plants().map(|(page, ..)| *page).collect();
    assert!(planted.len() >= 20, "{} pages", planted.len());
}

fn plants() -> impl Iterator<Item = &'static Plant> {
    PLANTS.iter().chain(pages_plants::PLANTS)
}

fn check(pages: &BTreeMap<String, String>, plant: &Plant) -> Result<(), String> {
    let (path, piece, marked, rule) = plant;
    let is_new = piece.is_empty();
    let text = pages.get(*path).map(String::as_str).or(is_new.then_some(""));
    let text = text.ok_or_else(|| format!("there is no page {path}"))?;
    let at = text.find(piece).ok_or_else(|| format!("{path}: there is no {piece}"))?;
    let start = marked.find('«').ok_or("no mark")?;
    let planted = text.replacen(piece, &marked.replace(['«', '»'], ""), 1);
    let wanted = place(path, &planted, at + start);

    let mut files = pages.clone();
    files.insert((*path).to_owned(), planted);
    let docs = DocSet::from_files(files);
    let compilation = pipeline::compile(&docs, &Config::default());
    let told: Vec<String> =
        compilation.diagnostics.iter().map(|it| short::render(&docs.sources, it)).collect();
    let wanted = format!("{path}:{}:{}: ", wanted.line, wanted.column);
    match told.as_slice() {
        [only] if only.starts_with(&wanted) && only.contains(&format!("[{rule}]")) => Ok(()),
        _ => Err(format!("wanted {wanted}{rule}, told:\n  {}", told.join("\n  "))),
    }
}

/// Line and column of an offset.
fn place(path: &str, text: &str, offset: usize) -> Location {
    let mut sources = SourceMap::default();
    let file: FileId = sources.add(SourceFile::new(path, text));
    sources.location(Span::new(file, offset..offset))
}

fn pages() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs-input");
    let docs = DocSet::read(&root).expect("the sample is there");
    docs.sources.files().map(|(_, file)| (file.path.clone(), file.text.clone())).collect()
}
