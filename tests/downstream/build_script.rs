//! What a build script makes of docs, and what it tells cargo.

#[path = "build_script/selected.rs"]
mod selected;

use docwright::{BuildError, Builder};

/// What cargo is told about docs of one page.
fn check(page: &str, change: fn(Builder) -> Builder) -> Vec<String> {
    let place = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(place.path().join("docs")).expect("a folder");
    std::fs::write(place.path().join("docs/page.md"), page).expect("a file");
    let builder = Builder::new(place.path().join("docs")).out(place.path().join("out"));
    let lines = change(builder).try_emit().expect("the page can be read");
    let warnings = lines.iter().filter_map(|line| line.strip_prefix("cargo::warning="));
    warnings.map(str::to_owned).collect()
}

const PAGE: &str = "# Page\n[a](a.md) [b](b.md)\n\n[!INCLUDE [a](a.md)]\n\n[!INCLUDE [b](b.md)]\n\n\
    [c](#c)\n";

#[test]
fn each_denied_finding_and_the_first_of_each_rule_that_warns() {
    assert_eq!(
        check(PAGE, |it| it),
        [
            "page.md:2:5: deny[dead-link]: there is no page `a.md`",
            "page.md:2:15: deny[dead-link]: there is no page `b.md`",
            "page.md:8:5: warn[dead-anchor]: the page has no heading `#c`",
            "page.md:4:1: warn[missing-include]: there is no file `a.md` (and 1 more of this rule)",
        ]
    );
    let quiet = |it: Builder| it.allow("dead-link").allow("missing-include").allow("dead-anchor");
    assert_eq!(check(PAGE, quiet), [""; 0]);
}

#[test]
fn findings_past_a_number_are_counted() {
    let most = 10;
    let page = (0..most + 2).map(|i| format!("[x]({i}.md)\n")).collect::<String>();
    let shown = check(&page, |it| it);
    assert_eq!(shown.len(), most + 1);
    assert_eq!(shown[most], "2 more findings; `docwright check` shows all");
}

#[test]
fn a_name_that_no_client_can_have_is_refused() {
    let place = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(place.path().join("page.md"), PAGE).expect("a file");
    let out = place.path().join("out");
    let builder = Builder::new(place.path()).name("docwright_client").out(&out);
    let error = builder.try_emit().expect_err("the runtime has this name");
    assert!(error.to_string().contains("`docwright_client`"), "{error}");
    assert!(!out.exists());
}

#[test]
fn what_is_no_rule_is_refused_and_denied_findings_may_fail_the_build() {
    let place = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(place.path().join("page.md"), PAGE).expect("a file");
    let out = place.path().join("out");
    let builder = || Builder::new(place.path()).out(&out);
    let error = builder().allow("ded-link").try_emit().expect_err("there is no such rule");
    assert_eq!(error.to_string(), "there is no rule `ded-link`: did you mean `dead-link`?");
    let error = builder().fail_on_denied().try_emit().expect_err("two are denied");
    assert_eq!(error.to_string(), "the docs have 2 findings at deny level");
    let BuildError::Denied(2, findings) = error else { panic!("{error}") };
    assert_eq!(findings[0], "page.md:2:5: deny[dead-link]: there is no page `a.md`");
    assert!(!out.exists());
    let told = builder().fail_on_denied().warn("all").try_emit().expect("nothing is denied");
    assert!(told.iter().any(|it| it.contains("warn[dead-link]")), "{told:?}");
    let error = builder().allow("dead-link").deny("warnings").fail_on_denied().try_emit();
    let error = error.expect_err("warnings are denied").to_string();
    assert_eq!(error, "the docs have 3 findings at deny level");
}

#[test]
fn a_client_that_is_no_longer_made_is_removed() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let out = place.path().join("out");
    std::fs::create_dir_all(&out).expect("a folder");
    std::fs::create_dir(place.path().join("docs")).expect("a folder");
    std::fs::write(place.path().join("docs/page.md"), PAGE).expect("a file");
    // An earlier run of the build script made it, and somebody else the other.
    let earlier = format!("// {} from the docs\n", docwright::output::HEADER);
    std::fs::write(out.join("shop.rs"), earlier).expect("a file");
    std::fs::write(out.join("own.rs"), "// mine").expect("a file");
    for name in ["store", "office"] {
        let builder = Builder::new(place.path().join("docs")).name(name).out(&out);
        builder.try_emit().expect("the page can be read");
    }
    let names = ["shop.rs", "own.rs", "store.rs", "office.rs"];
    assert_eq!(names.map(|it| out.join(it).exists()), [false, true, true, true]);
}

#[test]
fn include_roots_are_read_and_watched() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let at = |path: &str| place.path().join(path);
    std::fs::create_dir(at("docs")).expect("a folder");
    std::fs::create_dir(at("shared")).expect("a folder");
    std::fs::write(at("docs/page.md"), "# Page\n\n[!INCLUDE [a](../shared/a.md)]\n")
        .expect("a file");
    std::fs::write(at("shared/a.md"), "Shared.").expect("a file");
    let builder = Builder::new(at("docs")).include_root(at("shared")).out(at("out"));
    let lines = builder.try_emit().expect("the page can be read");
    let watched = |path: &str| format!("cargo::rerun-if-changed={}", at(path).display());
    assert_eq!(lines, [watched("docs"), watched("shared")]);
}
