//! Where a service is, as far as the URLs of docs tell.

use super::file;
use super::place::{place, run};

/// Paths of several places.
const ADMIN: &str = "\
# Admin

## Archive

`GET /city/admin/v1/archive`

## Age

`GET /city/meta/v1/age`
";

/// Whole URLs of commands, all of one of the places.
const TRAMS: &str = "\
# Trams

## All trams

```sh
curl https://trams.test/city/query/v4/trams
```

## Stops

```sh
curl https://trams.test/city/query/v4/stops
```
";

#[test]
fn a_version_that_other_paths_do_not_have_is_no_part_of_the_base_url() {
    let place = place(&[(".git/HEAD", ""), ("docs/admin.md", ADMIN), ("docs/trams.md", TRAMS)]);
    run(&place, &["init", "docs"]);
    let dialect = file(&place, "dialect.toml");
    assert!(dialect.contains("base-url = \"https://trams.test\"\n"), "{dialect}");
}
