//! A folder to run in, and commands that have to end.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// No command of these tests takes so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Pages of so many resources, each of whose names begins alike.
pub(crate) fn docs(name: &str, n: usize) -> Vec<(String, String)> {
    let page = |i| {
        let name = format!("{name}{i}");
        (format!("docs-input/resources/{name}.md"), resource(&name))
    };
    (0..n).map(page).collect()
}

/// The page of a resource.
pub(crate) fn resource(name: &str) -> String {
    format!(
        "# {name} resource type\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n\
         |id|String|Who it is.|\n|width|Int32|In millimetres.|\n"
    )
}

pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new(files: &[(String, String)]) -> Self {
        let place = Self(tempfile::tempdir().expect("a temporary folder"));
        for (path, text) in files {
            place.write(path, text);
        }
        place
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))
            .expect("folders can be made");
        std::fs::write(path, text).expect("files can be written");
    }

    /// A file of this length that takes no room.
    pub(crate) fn write_sparse(&self, path: &str, len: u64) {
        let file = std::fs::File::create(self.at(path)).expect("files can be written");
        file.set_len(len).expect("a file can be long");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.at(path)).expect("it is there")
    }

    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.at(path)).expect("it is there");
    }

    /// The names in a folder.
    pub(crate) fn list(&self, path: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.at(path)).expect("it is there");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            entry.expect("it can be read").file_name().to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }

    /// The texts of all files below a folder.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for name in self.list(folder) {
            let path = format!("{folder}/{name}");
            if self.at(&path).is_dir() {
                files.extend(self.files(&path));
            } else {
                let text = self.read(&path);
                files.insert(path, text);
            }
        }
        files
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
        command.current_dir(self.0.path()).args(args).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).env_remove("CARGO");
        command
    }

    /// What a command shows that ends well.
    pub(crate) fn succeeds(&self, args: &[&str]) -> String {
        let output = finish(self.command(args));
        let shown = shown(&output);
        assert!(output.status.success(), "{args:?}: {}: {shown}", output.status);
        shown
    }

    /// What a command shows that does not.
    pub(crate) fn fails(&self, args: &[&str]) -> String {
        let output = finish(self.command(args));
        let shown = shown(&output);
        assert!(
            matches!(output.status.code(), Some(1 | 2)),
            "{args:?}: {}: {shown}",
            output.status
        );
        shown
    }
}

pub(crate) fn shown(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it).into_owned()).concat()
}

/// Waits for a command, which is ended if it does not end.
pub(crate) fn finish(mut command: Command) -> Output {
    let mut child = command.spawn().expect("the command runs");
    let start = Instant::now();
    while child.try_wait().expect("it can be waited for").is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().expect("it can be ended");
            panic!("{command:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().expect("it has ended")
}
