//! A folder to run the command in, and a page to put there.

use std::path::Path;
use std::process::Command;

/// A resource page without findings.
#[allow(dead_code, reason = "not every test begins with it")]
pub(crate) const DOOR: &str = "\
# door resource type
## Properties
|Property|Type|Description|
|:--|:--|:--|
|id|String|Who it is.|
|width|Int32|In millimetres.|
";

/// An operation page without findings.
#[allow(dead_code, reason = "not every test has an operation")]
pub(crate) const GET_DOOR: &str = "\
# Get door
## HTTP request
```http
GET /doors/{id}
```
## Response
If successful, this method returns a `200 OK` response code and a [door](../resources/door.md) object.
## Example
<!-- { \"blockType\": \"request\", \"name\": \"get_door\" } -->
```http
GET https://graph.microsoft.com/v1.0/doors/front
```
<!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.door\" } -->
```http
HTTP/1.1 200 OK
Content-type: application/json

{ \"id\": \"front\", \"width\": 900 }
```
";

/// A folder to run in, with some files.
pub(crate) fn place(files: &[(&str, &str)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        write(&place, path, text);
    }
    place
}

pub(crate) fn write(place: &tempfile::TempDir, path: &str, text: &str) {
    let path = place.path().join(path);
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).expect("folders can be made");
    std::fs::write(path, text).expect("files can be written");
}

pub(crate) fn command(place: &tempfile::TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    command.current_dir(place.path()).args(args);
    command
        .env_remove("RUST_BACKTRACE")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env("COLUMNS", "100");
    command
}

/// Status, standard output and standard error as one text.
#[allow(dead_code, reason = "not every test looks at all three")]
pub(crate) fn run(place: &tempfile::TempDir, args: &[&str]) -> String {
    let output = command(place, args).output().expect("the command runs");
    let status = output.status.code().map_or("killed".to_owned(), |code| code.to_string());
    let out = String::from_utf8_lossy(&output.stdout).replace('\r', "");
    let err = String::from_utf8_lossy(&output.stderr).replace('\r', "").replace(".exe", "");
    format!(
        "$ docwright {}\nstatus: {status}\n---- stdout\n{out}---- stderr\n{err}",
        args.join(" ")
    )
}
