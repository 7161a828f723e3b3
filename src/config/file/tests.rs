use super::*;

/// What is wrong with a text, with its help; empty for nothing.
fn check(text: &str) -> String {
    match parse("docwright.toml", text) {
        Ok(_) => String::new(),
        Err(error) => match &error.help {
            Some(help) => format!("{error} ({help})"),
            None => error.to_string(),
        },
    }
}

#[test]
fn everything_it_can_say() {
    let text = "\
baseline = \"known.toml\"
docs.include-roots = [\"../a\", '../b']
[levels]
dead-link = \"warn\"
[[paths]]
glob = \"api/*\"
levels = { dead-link = \"allow\", unknown-type = \"deny\" }
[[paths]]
glob = \"api/x.md\"
[paths.levels]
dead-link = \"deny\"
[service]
base-url = \"https://x.example/shop/v4\"
hosts = [\"x.example\", \"y.example\"]
other-versions = [\"v3\"]
";
    let file = parse("docwright.toml", text).expect("all of it is known");
    let named = |way: &str, place: &str| {
        let place = format!("docwright.toml:{place}");
        Named { way: way.to_owned(), place }
    };
    assert_eq!(file.all("include-root"), [named("../a", "2:23"), named("../b", "2:31")]);
    assert_eq!(file.one("baseline"), Some(&named("known.toml", "1:12")));
    assert_eq!(file.levels, BTreeMap::from([("dead-link".to_owned(), Level::Warn)]));
    let globs: Vec<bool> = file.paths.iter().map(|it| it.glob.matches("api/y.md")).collect();
    assert_eq!(globs, [true, false]);
    assert_eq!(file.paths[0].levels["unknown-type"], Level::Deny);
    assert_eq!(file.paths[1].levels["dead-link"], Level::Deny);
    assert_eq!(file.service.base_url.as_deref(), Some("https://x.example/shop/v4"));
    assert_eq!(file.service.version, None);
    assert_eq!(file.service.hosts.map_or(0, |hosts| hosts.len()), 2);
    assert_eq!(file.service.other_versions, Some(vec!["v3".to_owned()]));
    assert_eq!(check(""), "");
}

#[test]
fn what_a_flag_says_has_its_name() {
    let text = "\
include-root = ['../a']
base-url = 'https://x.example/shop/v4'
name = 'shop'
warn = ['dead-link']
deny = ['unknown-type']
";
    let file = parse("docwright.toml", text).expect("all of it is known");
    assert_eq!(file.all("include-root").len(), 1);
    assert_eq!(file.one("name").map(|it| it.way.as_str()), Some("shop"));
    assert_eq!(file.service.base_url.as_deref(), Some("https://x.example/shop/v4"));
    let levels = [("dead-link", Level::Warn), ("unknown-type", Level::Deny)];
    assert_eq!(file.levels, levels.map(|(rule, level)| (rule.to_owned(), level)).into());
    for (text, told) in [
        ("allow = ['ded-link']", "1:10: there is no rule `ded-link` (did you mean `dead-link`?)"),
        (
            "allow = ['dead-link']\nlevels.dead-link = 'deny'",
            "1:10: `dead-link` has another level in this file already (keep the one that is meant)",
        ),
        (
            "trusted-root = ['/']",
            "1:1: `trusted-root` can't be set here: what may be reached is not for the file to say \
             (take it out, and give the flag: `--trusted-root`)",
        ),
        (
            "base-url = 'x.example/v4'",
            "1:12: the base URL begins with `https://` (did you mean `https://x.example/v4`?)",
        ),
    ] {
        assert_eq!(check(text), format!("docwright.toml:{told}"));
    }
}

#[test]
fn what_nobody_reads_is_an_error_at_its_place() {
    for (text, told) in [
        ("# é\n[doc]\n", "2:2: there is no key `doc` (did you mean `docs`?)"),
        (
            "[docs]\n  include-root = []\n",
            "2:3: there is no key `include-root` (did you mean `include-roots`?)",
        ),
        (
            "[docs]\nsize = 1\n",
            "2:1: there is no key `size` (known is `include-roots`; the docs themselves are \
             `docs = \"docs\"` at the top)",
        ),
        (
            "[levels]\nded-link = 'warn'",
            "2:1: there is no rule `ded-link` (did you mean `dead-link`?)",
        ),
        ("[levels]\nx = 'warn'", "2:1: there is no rule `x` (`docwright rules` lists them)"),
        ("[service]\nbase_url = 'x'", "2:1: there is no key `base_url` (did you mean `base-url`?)"),
        ("[[paths]]\nglobs = 'a'", "2:1: there is no key `globs` (did you mean `glob`?)"),
    ] {
        assert_eq!(check(text), format!("docwright.toml:{told}"));
    }
}

#[test]
fn what_is_of_another_kind_is_an_error_at_its_place() {
    for (text, told) in [
        ("docs = 1", "1:8: `docs` is a folder of pages"),
        ("[docs]\ninclude-roots = \"../a\"\n", "2:17: `include-roots` is a list"),
        ("[docs]\ninclude-roots = [1]\n", "2:18: a folder is text"),
        ("baseline = 1", "1:12: `baseline` is a file"),
        ("baseline = '/etc/known.toml'", "1:12: a file is named by its way"),
        ("levels = 'warn'", "1:10: `levels` is a table: write `[levels]`"),
        ("[levels]\ndead-link = 'error'", "2:13: a level is `\"allow\"`"),
        ("[levels]\ndead-link = true", "2:13: a level is `\"allow\"`"),
        ("[paths]\nglob = 'a'", "1:1: `paths` is a list of tables: write `[[paths]]`"),
        ("[[paths]]\nglob = 'a['\nlevels = {}", "2:8: `a[` is no pattern: "),
        ("[[paths]]\nglob = 1\nlevels = {}", "2:8: `glob` is a pattern"),
        ("\n[[paths]]\nlevels = {}", "2:1: the table has no `glob`"),
        ("[[paths]]\nglob = 'a'", "1:1: the table has no `levels`"),
        ("service = 'x'", "1:11: `service` is a table: write `[service]`"),
        (
            "[service]\nbase-url = 'x.example/v4'",
            "2:12: the base URL begins with `https://` (did you mean `https://x.example/v4`?)",
        ),
        ("[service]\nbase-url = 'x'", "2:12: the base URL begins with `https://`"),
        ("[service]\nbase-url = 'https://'", "2:12: the base URL is a host and a path"),
        ("[service]\nbase-url = 'https://x.example/{v}'", "2:12: the base URL is a host and"),
        ("[service]\nbase-url = 'https://x.example/a?b'", "2:12: the base URL is a host and"),
        ("[service]\nversion = 4", "2:11: `version` is a segment of the base URL"),
        ("[service]\nversion = 'api/v4'", "2:11: `version` is a segment of the base URL"),
        ("[service]\nversion = ''", "2:11: `version` is a segment of the base URL"),
        ("[service]\nhosts = 'x.example'", "2:9: `hosts` is a list of hosts"),
        ("[service]\nhosts = ['https://x.example']", "2:10: `hosts` is a list of hosts"),
        ("[service]\nother-versions = [3]", "2:19: `other-versions` is a list of versions"),
        ("[docs]\ninclude-roots = [\n", ""),
        ("[docs]\ninclude-roots = []\ninclude-roots = []\n", "3:1: "),
    ] {
        let found = check(text);
        assert!(found.starts_with(&format!("docwright.toml:{told}")), "{found}");
    }
    let many = |n: usize| format!("[docs]\ninclude-roots = [{}]\n", "'a', ".repeat(n));
    assert_eq!(check(&many(INCLUDE_ROOTS.most)), "");
    let found = check(&many(INCLUDE_ROOTS.most + 1));
    assert!(
        found.starts_with("docwright.toml:2:178: 33 folders to include from are more"),
        "{found}"
    );
    for url in ["https://x/a b", "https://x/)", "https://x/`", "https://x/\\n", "https://x/[a]"] {
        let found = check(&format!("service.base-url = \"{url}\""));
        assert!(found.starts_with("docwright.toml:1:20: "), "{found}");
    }
    let found = check("service.version = \"v\\u202e1\"");
    assert!(found.starts_with("docwright.toml:1:19: the text holds a character"), "{found}");
    for absolute in ["/etc", "C:/x", "~/x", "\\\\\\\\host"] {
        let text = check(&format!("[docs]\ninclude-roots = [\"{absolute}\"]\n"));
        assert!(text.starts_with("docwright.toml:2:18: a folder is named by"), "{text}");
    }
}
