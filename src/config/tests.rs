use super::*;

/// The base URL of docs whose `docwright.toml` says this, with that flag; and whether it is said.
fn check(file: &str, flag: Option<&str>) -> (String, bool) {
    let place = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(place.path().join(file::FILE), file).expect("files can be written");
    let config = Config { base_url: flag.map(str::to_owned), ..Config::default() };
    match config.of_docs(place.path()) {
        Ok(config) => (config.dialect.service.base_url.clone(), config.is_version_said),
        Err(error) => (error.to_string(), false),
    }
}

#[test]
fn a_flag_goes_before_the_file_and_the_file_before_the_dialect() {
    let dialect = BUILT_IN[0].dialect.service.clone();
    let file = "service = { base-url = 'https://x.example/shop', version = 'v4' }";
    let flag = Some("https://y.example/v5/");
    let said = |base_url: &str| (base_url.to_owned(), true);
    assert_eq!(check("", None), (dialect.base_url.clone(), false));
    assert_eq!(check(file, None), said("https://x.example/shop/v4"));
    assert_eq!(check(file, flag), said("https://y.example/v5"));
    assert_eq!(check("", flag), said("https://y.example/v5"));
    let version = dialect.with_version("next").base_url;
    assert_eq!(check("service.version = 'next'", None), said(&version));
    assert_eq!(check("service.hosts = ['x.example']", None), (dialect.base_url, false));
}

/// What is wrong with docs in `home/docs` that say this, with its help; `home` is a repository or not.
fn reach(is_repository: bool, says: &str, trusted: &[&str]) -> String {
    let place = tempfile::tempdir().expect("a temporary folder");
    let at = |path: &str| place.path().join(path);
    for folder in ["home/docs/own", "home/shared", "private"] {
        std::fs::create_dir_all(at(folder)).expect("a folder");
    }
    if is_repository {
        std::fs::create_dir(at("home/.git")).expect("a folder");
    }
    let dialect = "extends = 'graph'\nname = 'acme'\n";
    let headers = "headers-from = '../../../private/h.json'\n";
    std::fs::write(at("home/shared/acme.toml"), dialect).expect("a file");
    std::fs::write(at("home/docs/own/acme.toml"), dialect.to_owned() + headers).expect("a file");
    std::fs::write(at("private/acme.toml"), dialect).expect("a file");
    std::fs::write(at("private/h.json"), "{\"tableDefinitions\": {}}").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(at("private"), at("home/docs/link")).expect("a link");
    std::fs::write(at("home/docs/docwright.toml"), says).expect("a file");
    let trusted_roots = trusted.iter().map(|path| at(path)).collect();
    let config = Config { trusted_roots, ..Config::default() };
    match config.of_docs(&at("home/docs")) {
        Ok(_) => String::new(),
        Err(Error::File(error)) => {
            let help = error.help.clone().unwrap_or_default();
            let text = format!("{error} ({help})");
            text.replace(&format!("{}/home/docs/", place.path().display()), "")
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn settings_stay_within_the_repository_that_holds_the_docs() {
    let inside = ["docs.include-roots = ['../shared']", "dialect = '../shared/acme.toml'"];
    let outside = [
        ("docs.include-roots = ['own', '../../private']", "1:30"),
        ("dialect = '../../private/acme.toml'", "1:11"),
        ("baseline = '../../private/h.json'", "1:12"),
    ];
    let help = "move it there, or allow a folder that holds it: `--trusted-root DIR`";
    for says in inside {
        assert_eq!(reach(true, says, &[]), "");
        let found = reach(false, says, &[]);
        assert!(found.contains("leads out of the docs"), "{found}");
        assert_eq!(reach(false, says, &["home"]), "");
    }
    for (says, place) in outside {
        let found = reach(true, says, &[]);
        assert!(found.starts_with(&format!("docwright.toml:{place}: `../../private")), "{found}");
        let home = "leads out of the repository that holds the docs";
        assert!(found.ends_with(&format!("{home} ({help})")), "{found}");
        assert_eq!(reach(true, says, &["private"]), "");
    }
}

#[test]
fn a_dialect_takes_headers_from_its_own_repository() {
    let says = "dialect = 'own/acme.toml'";
    let found = reach(true, says, &[]);
    let wanted = "own/acme.toml:3:16: `../../../private/h.json` leads out of the repository that";
    assert!(found.starts_with(wanted), "{found}");
    assert_eq!(reach(true, says, &["private"]), "");
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_settings_out() {
    for says in ["docs.include-roots = ['link']", "dialect = 'link/acme.toml'"] {
        let found = reach(true, says, &[]);
        assert!(found.contains("`link"), "{found}");
        assert!(found.contains("leads out of the repository"), "{found}");
    }
}

#[test]
fn what_is_no_base_url_is_an_error() {
    let (error, _) = check("", Some("x.example"));
    assert_eq!(error, "`x.example` is no base URL: the base URL begins with `https://`");
}
