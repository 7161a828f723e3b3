//! Which dialect docs are read in: one that comes with docwright, by its name, or one in a file.

use super::Error;
use crate::dialect::{self, Dialect, SideFile, built_in};
use crate::doc_set::side_file;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads the dialect of a name, or that of a file, whose way begins at a folder; and the files that it
/// was read from.
pub(super) fn load(named: &str, folder: &Path) -> Result<(Arc<Dialect>, Vec<PathBuf>), Error> {
    if let Some(found) = built_in(named) {
        return Ok((Arc::clone(&found.dialect), Vec::new()));
    }
    let path = folder.join(named);
    let text = side_file(folder, named).map_err(Error::Read)?;
    let text = text.ok_or_else(|| Error::NoDialect(named.to_owned()))?;
    let shown = path.to_string_lossy();
    let Some(headers) = dialect::headers_from(&shown, &text).map_err(Error::File)? else {
        let dialect = dialect::parse(&shown, &text, None).map_err(Error::File)?;
        return Ok((Arc::new(dialect), vec![path]));
    };
    let headers_path = path.parent().unwrap_or(Path::new("")).join(headers);
    let headers = side_file(Path::new(""), &headers_path).map_err(Error::Read)?;
    let headers = headers.ok_or_else(|| Error::NoHeaders(headers_path.clone()))?;
    let side = SideFile { path: &headers_path.to_string_lossy(), text: &headers };
    let dialect = dialect::parse(&shown, &text, Some(side)).map_err(Error::File)?;
    Ok((Arc::new(dialect), vec![path, headers_path]))
}
