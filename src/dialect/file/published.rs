//! Where pages are published: the tables `[[published]]` of a dialect.

use super::File;
use crate::dialect::Dialect;
use crate::dialect::characters::is_url_char;
use crate::dialect::service::is_page_url;
use crate::toml_file::FileError;

/// The keys of each table `published`.
const PUBLISHED: &[&str] = &["folder", "query", "url"];
/// What a URL of pages is.
const PUBLISHED_URL: &str = "pages are published at a URL without spaces, quotes and brackets: \
    `url = \"https://acme.example/docs/\"`, `query = \"?view=v2\"`";

impl File<'_> {
    pub(super) fn published(&self, dialect: &mut Dialect) -> Result<(), FileError> {
        let Some(value) = self.table.get("published") else { return Ok(()) };
        let wanted = "`published` is a list of tables: write `[[published]]`";
        dialect.published.clear();
        for item in self.toml.items_of(value, wanted)? {
            let table = self.toml.table_of(item, wanted)?;
            self.known_keys(table, PUBLISHED)?;
            let mut row = ["folder", "url", "query"].map(|key| (key, String::new()));
            for (key, place) in &mut row {
                self.text(table, key, place)?;
                let is_wrong = match (*key, table.get(*key)) {
                    ("url", Some(_)) => !is_page_url(place),
                    ("query", Some(_)) => !place.chars().all(is_url_char),
                    _ => false,
                };
                if let Some(value) = table.get(*key).filter(|_| is_wrong) {
                    return Err(self.toml.error(value.span(), PUBLISHED_URL));
                }
            }
            dialect.published.push(row.map(|(_, text)| text));
        }
        Ok(())
    }
}
