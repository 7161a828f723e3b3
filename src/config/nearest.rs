//! What settings name that is not there: where they do, and the nearest that is.

use crate::dialect::BUILT_IN;
use crate::doc_set::folders;
use crate::spelling;
use crate::toml_file::{FileError, Named};
use std::path::Path;

/// There is no folder to include from.
pub(super) fn no_folder(named: &Named, way: &Path) -> FileError {
    let is_file = way.is_file();
    let message = match is_file {
        true => format!("`{}` is a file, and pages include from folders", named.way),
        false => format!("there is no folder `{}` to include from", named.way),
    };
    let name = way.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let parent = way.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = folders(parent);
    let near = spelling::meant(&name, beside.iter().map(String::as_str)).filter(|_| !is_file);
    let help = match near {
        Some(near) => format!("did you mean the folder `{near}` there?"),
        None => "name a folder by its way from the folder of this file".to_owned(),
    };
    FileError { place: named.place.clone(), message, help: Some(help) }
}

/// There is no dialect of the name, and no file.
pub(super) fn no_dialect(named: &Named, folder: &Path) -> FileError {
    let names = || BUILT_IN.iter().map(|it| it.dialect.name.as_str());
    let help = match spelling::meant(&named.way, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let names: Vec<String> = names().map(|name| format!("`{name}`")).collect();
            let file = folder.join(&named.way);
            let names = names.join(", ");
            format!(
                "there are {names}; a dialect of your own would be the file `{}`",
                file.display()
            )
        }
    };
    let message = format!("there is no dialect and no file `{}`", named.way);
    FileError { place: named.place.clone(), message, help: Some(help) }
}

/// The pattern is of no page.
pub(super) fn no_page<'p>(written: &Named, paths: impl Iterator<Item = &'p str>) -> FileError {
    let paths: Vec<&str> = paths.collect();
    // A folder is misspelt more often than a page, since patterns are of many.
    let mut folders: Vec<&str> =
        paths.iter().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
    folders.dedup();
    let (folder, name) = written.way.rsplit_once('/').unwrap_or(("", &written.way));
    let near_folder = spelling::meant(folder, folders.iter().copied());
    let near = match near_folder.filter(|near| *near != folder) {
        Some(near) => Some(format!("{near}/{name}")),
        None => spelling::meant(&written.way, paths.iter().copied()).map(str::to_owned),
    };
    let example = paths.first().copied().unwrap_or("api/page.md");
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("patterns are of paths below the docs, such as `{example}`"),
    };
    let message = format!("no page is `{}`", written.way);
    FileError { place: written.place.clone(), message, help: Some(help) }
}
