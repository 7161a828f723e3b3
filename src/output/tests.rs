//! Trees written, compared and completed.

use super::lock::MARKER;
use super::*;

fn tree(files: &[(&str, &str)]) -> OutputTree {
    let own = |text: &str| format!("// {HEADER}\n{text}\n");
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), own(text)));
    OutputTree { files: files.collect(), made: None }
}

#[test]
fn writes_what_changed_and_removes_what_is_stale() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let first = tree(&[("src/a.rs", "a"), ("src/b/c.rs", "c")]);
    assert_eq!(first.write(folder.path())?.n_written, 2);
    std::fs::write(folder.path().join("notes.rs"), "// mine")?;
    let second = tree(&[("src/a.rs", "a")]);
    assert_eq!(second.compare(folder.path())?, [Difference::Stale("src/b/c.rs".into())]);
    let written = second.write(folder.path())?;
    assert_eq!((written.n_written, written.n_unchanged, written.n_removed), (0, 1, 1));
    assert!(folder.path().join("notes.rs").exists());
    assert!(!folder.path().join("src/b").exists());
    Ok(())
}

#[test]
fn never_overwrites_a_file_of_somebody_else() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("a.rs"), "// mine")?;
    let result = tree(&[("a.rs", "a"), ("b.rs", "b")]).write(folder.path());
    assert!(matches!(result, Err(Error::InTheWay(_))));
    assert!(!folder.path().join("b.rs").exists());
    Ok(())
}

#[test]
fn a_spoilt_file_of_ours_is_made_anew() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let tree = tree(&[("Cargo.toml", "a"), ("src/lib.rs", "b")]);
    tree.write(folder.path())?;
    std::fs::write(folder.path().join("src/lib.rs"), "this is no Rust")?;
    assert_eq!(tree.write(folder.path())?.n_written, 1);
    assert!(tree.compare(folder.path())?.is_empty());
    Ok(())
}

#[test]
fn paths_stay_inside_the_folder_and_can_be_written_everywhere()
-> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let result = tree(&[("../a.rs", "a")]).write(folder.path());
    assert!(matches!(result, Err(Error::Path(..))));
    Ok(())
}

#[test]
fn an_interrupted_run_is_told_and_completed() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let tree = tree(&[("a.rs", "a")]);
    std::fs::write(folder.path().join(MARKER), "")?;
    assert!(tree.compare(folder.path())?.contains(&Difference::Incomplete));
    tree.write(folder.path())?;
    assert!(tree.compare(folder.path())?.is_empty());
    let token = "0123456789abcdef".repeat(2);
    std::fs::write(folder.path().join(MARKER), &token)?;
    std::fs::write(folder.path().join(format!(".docwright-new-{token}")), "// ha")?;
    let written = tree.write(folder.path())?;
    assert_eq!(written, Written { n_unchanged: 1, ..Written::default() });
    assert!(tree.compare(folder.path())?.is_empty());
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 2);
    Ok(())
}

#[test]
fn other_line_ends_are_no_difference() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let tree = tree(&[("a.rs", "a")]);
    tree.write(folder.path())?;
    for path in ["a.rs", ".docwright-files"] {
        let text = std::fs::read_to_string(folder.path().join(path))?;
        std::fs::write(folder.path().join(path), text.replace('\n', "\r\n"))?;
    }
    assert!(tree.compare(folder.path())?.is_empty());
    assert_eq!(tree.write(folder.path())?.n_unchanged, 1);
    Ok(())
}

#[test]
fn a_file_whose_name_changes_only_in_case_survives() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    tree(&[("Thing.rs", "a")]).write(folder.path())?;
    let renamed = tree(&[("thing.rs", "a")]);
    renamed.write(folder.path())?;
    assert!(renamed.compare(folder.path())?.is_empty());
    Ok(())
}

#[test]
fn paths_that_are_one_on_some_systems_are_refused() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let result = tree(&[("a/B.rs", "a"), ("A/b.rs", "b")]).write(folder.path());
    assert!(matches!(result, Err(Error::SamePath(..))));
    assert!(matches!(tree(&[("com1.rs", "a")]).compare(folder.path()), Err(Error::Path(..))));
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 0);
    Ok(())
}

#[test]
fn where_no_list_is_files_with_our_header_are_replaced_and_none_is_removed()
-> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    tree(&[("a.rs", "old"), ("b.rs", "old")]).write(folder.path())?;
    std::fs::remove_file(folder.path().join(".docwright-files"))?;
    let tree = tree(&[("a.rs", "new")]);
    assert_eq!(tree.compare(folder.path())?.len(), 2, "the text, and there is no list");
    let written = tree.write(folder.path())?;
    assert_eq!((written.n_written, written.n_removed), (1, 0));
    assert!(folder.path().join("b.rs").exists());
    assert!(tree.compare(folder.path())?.is_empty());
    Ok(())
}

#[test]
fn a_list_is_read_up_to_its_limit() -> Result<(), Box<dyn std::error::Error>> {
    let most = crate::limits::LIST_BYTES.most;
    for (size, is_read) in [(most, true), (most + 1, false)] {
        let folder = tempfile::tempdir()?;
        let list = manifest::render([], None);
        let list = format!("{list}{}", "#".repeat(size - list.len()));
        std::fs::write(folder.path().join(".docwright-files"), list)?;
        let result = tree(&[("a.rs", "a")]).write(folder.path());
        assert_eq!(result.is_ok(), is_read);
        assert_eq!(matches!(result, Err(Error::TooLarge(_))), !is_read);
    }
    Ok(())
}

#[test]
fn a_text_is_shown_up_to_the_limit() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let tree = tree(&[("a.rs", "a")]);
    let most = crate::limits::COMPARED_BYTES.most;
    for (size, is_shown) in [(most, true), (most + 1, false)] {
        std::fs::write(folder.path().join("a.rs"), "a".repeat(size))?;
        assert_eq!(tree.found(folder.path(), "a.rs")?.is_some(), is_shown);
    }
    Ok(())
}
