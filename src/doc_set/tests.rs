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

fn unread(docs: &DocSet) -> Vec<(&str, &str)> {
    let of = |it| docs.sources.file(it).path.as_str();
    docs.unread.iter().map(|it| (of(it.file), it.reason.as_str())).collect()
}

#[test]
fn what_is_no_text_is_not_read() -> Result<(), Error> {
    let place = on_disk(&[("docs/a.md", "# A\r\rB\r\nC")]);
    std::fs::write(place.path().join("docs/b.md"), b"# B\n\xff").expect("a file");
    let docs = DocSet::read(&place.path().join("docs"))?;
    assert_eq!(docs.pages.len(), 1);
    assert_eq!(unread(&docs), [("b.md", "it is not UTF-8 from here on")]);
    assert_eq!(docs.sources.file(docs.unread[0].file).text, "# B\n");
    assert_eq!(docs.sources.file(docs.pages[0]).text, "# A\n\nB\r\nC", "CR ends a line");
    let whole = docs.whole().expect_err("a page is missing");
    assert_eq!(whole.to_string(), "`b.md` was not read: it is not UTF-8 from here on");
    let page = DocSet::read(&place.path().join("docs/b.md"))?;
    assert_eq!(unread(&page).len(), 1);
    Ok(())
}

/// Folders too deep for the system to name: made apart, then moved into each other.
#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_listed_is_told() -> Result<(), Error> {
    let place = on_disk(&[("docs/a.md", "")]);
    let at = |path: &str| place.path().join(path);
    let deep = ["b".repeat(200).as_str(); 12].join("/");
    std::fs::create_dir_all(at("docs").join(&deep)).expect("a folder");
    std::fs::create_dir_all(at("c").join(&deep)).expect("a folder");
    std::fs::rename(at("c"), at("docs").join(&deep).join("c")).expect("it can be moved");
    let docs = DocSet::read(&at("docs"))?;
    assert_eq!(docs.pages.len(), 1);
    assert_eq!(docs.unread.len(), 1, "{:?}", unread(&docs));
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_stay_two() -> Result<(), Error> {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = on_disk(&[("docs/a.md", "")]);
    for name in [&b"\xfe.md"[..], b"\xff.md"] {
        std::fs::write(place.path().join("docs").join(OsStr::from_bytes(name)), "")
            .expect("a file");
    }
    let docs = DocSet::read(&place.path().join("docs"))?;
    assert_eq!(paths(&docs), ["\\xfe.md", "\\xff.md", "a.md"]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_inside_are_other_names() -> Result<(), Error> {
    use std::os::unix::fs::symlink;
    let place = on_disk(&[("docs/api/a.md", ""), ("docs/deep/er/b.md", "")]);
    let at = |path: &str| place.path().join(path);
    symlink(at("docs/api/a.md"), at("docs/a.md")).expect("a link");
    symlink("../deep", at("docs/api/d")).expect("a link");
    symlink(at("docs"), at("docs/api/round")).expect("a link");
    let docs = DocSet::read(&at("docs"))?;
    assert_eq!(paths(&docs), ["api/a.md", "deep/er/b.md"]);
    assert_eq!(unread(&docs), []);
    for (link, page) in [
        ("a.md", "api/a.md"),
        ("api/d/er/b.md", "deep/er/b.md"),
        ("api/round/api/a.md", "api/a.md"),
    ] {
        assert_eq!(docs.find(link), docs.find(page), "{link}");
        assert!(docs.find(page).is_some());
    }
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
    symlink(at("nowhere"), at("docs/h.md")).expect("a link");
    let docs = DocSet::read_with(&at("docs"), &[at("includes")])?;
    let out = "it is a link that leads out of the docs, which is not followed";
    assert_eq!(
        unread(&docs),
        [
            ("../includes/f", out),
            ("../includes/g.md", out),
            ("d", out),
            ("e.md", out),
            ("h.md", "it is a link to nothing"),
        ]
    );
    assert!(docs.sources.files().all(|(_, file)| file.text.is_empty()));
    assert!(side_file(&at("docs"), "x.toml")?.is_none());
    symlink(at("s.toml"), at("docs/x.toml")).expect("a link");
    assert!(side_file(&at("docs"), "x.toml").is_err());
    Ok(())
}
