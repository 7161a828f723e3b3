use super::*;

#[test]
fn links_are_seen_from_the_root() {
    let docs = DocSet::from_files([("a/b/page.md".to_owned(), String::new())]);
    let page = docs.pages[0];
    assert_eq!(docs.resolve_link(page, "../c/x.md"), "a/c/x.md");
    assert_eq!(docs.resolve_link(page, "./x.md"), "a/b/x.md");
    assert_eq!(docs.resolve_link(page, "..\\..\\x.md"), "x.md");
    assert_eq!(docs.resolve_link(page, "../../../x.md"), "../x.md");
    assert_eq!(docs.resolve_link(page, "../../../../c/../x.md"), "../../x.md");
}

#[test]
fn includes_are_no_pages() {
    let docs = DocSet::from_files([
        ("includes/note.md".to_owned(), String::new()),
        ("api/get.md".to_owned(), String::new()),
    ]);
    assert_eq!(docs.pages.len(), 1);
    assert_eq!(docs.find_ignoring_case("API/Get.md"), docs.find("api/get.md"));
}

/// A folder with files on disk.
fn on_disk(files: &[(&str, &str)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = place.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    place
}

fn paths(docs: &DocSet) -> Vec<&str> {
    docs.sources.files().map(|(_, file)| file.path.as_str()).collect()
}

#[test]
fn only_named_folders_are_read() -> Result<(), Error> {
    let place = on_disk(&[
        ("set/docs/api/a.md", ""),
        ("set/docs/.git/b.md", ""),
        ("set/includes/c.md", ""),
        ("set/includes/c.txt", ""),
        ("set/other/d.md", ""),
        ("far/e.md", ""),
    ]);
    let root = place.path().join("set/docs");
    assert_eq!(paths(&DocSet::read(&root)?), ["api/a.md"]);
    let further = [root.join("../includes"), place.path().join("far"), root.join("api")];
    let docs = DocSet::read_with(&root, &further)?;
    assert_eq!(paths(&docs), ["../../far/e.md", "../includes/c.md", "api/a.md"]);
    assert_eq!(docs.pages.len(), 1);
    let around = DocSet::read_with(&root, &[root.join("..")])?;
    assert_eq!(paths(&around), ["../includes/c.md", "../other/d.md", "api/a.md"]);
    let page = DocSet::read_with(&root.join("api/a.md"), &[root.join("../includes")])?;
    assert_eq!(paths(&page), ["../../includes/c.md", "a.md"]);
    let from = |path: &str| docs.find(path).expect("it was read");
    let link = docs.resolve_link(from("../includes/c.md"), "../docs/api/a.md");
    assert_eq!(link, "api/a.md", "from outside back into the doc set");
    let link = docs.resolve_link(from("../../far/e.md"), "../set/docs/api/a.md");
    assert_eq!(link, "api/a.md");
    let link = docs.resolve_link(from("../../far/e.md"), "../docs/api/a.md");
    assert_eq!(link, "../../docs/api/a.md");
    let missing = DocSet::read_with(&root, &[root.join("nowhere")]);
    assert!(matches!(missing, Err(Error::NoIncludeRoot(_))));
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() -> Result<(), Error> {
    use std::os::unix::fs::symlink;
    let place =
        on_disk(&[("docs/a.md", ""), ("includes/b.md", ""), ("secret/c.md", ""), ("s.toml", "")]);
    let at = |path: &str| place.path().join(path);
    symlink(at("secret"), at("docs/d")).expect("a link");
    symlink(at("secret/c.md"), at("docs/e.md")).expect("a link");
    symlink(at("secret"), at("includes/f")).expect("a link");
    symlink(at("secret/c.md"), at("includes/g.md")).expect("a link");
    let docs = DocSet::read_with(&at("docs"), &[at("includes")])?;
    assert_eq!(paths(&docs), ["../includes/b.md", "a.md"]);
    assert!(side_file(&at("docs"), "x.toml")?.is_none());
    symlink(at("s.toml"), at("docs/x.toml")).expect("a link");
    assert!(side_file(&at("docs"), "x.toml").is_err());
    Ok(())
}
