//! Files below one folder, reached a component at a time without following links.
//!
//! The folder is open while we work, and so is every folder on the way down: what somebody puts in their
//! places meanwhile is not what we write to. Nothing but plain files is opened, and no more of them is read
//! than is asked for.

use super::error::{Error, Obstacle};
use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, FileType, OpenOptions};
use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

/// Begins the name of a file that is being written.
const NEW: &str = ".docwright-new-";
/// Begins the folder of a package, which is nobody's but its owner's.
const PACKAGE: &str = "Cargo.toml";

/// An open folder, and what it is called in messages.
#[derive(Debug)]
pub(super) struct Folder {
    dir: Dir,
    path: PathBuf,
}

impl Folder {
    /// Opens a folder that a user names; `None` if it is not there.
    ///
    /// The folder itself may not be a link. Nor may those that lead to it from where a command runs: somebody
    /// else may have written them. What an absolute path leads through is the machine's own.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, Error> {
        let (base, below) = split(path);
        let dir = match Dir::open_ambient_dir(&base, ambient_authority()) {
            Ok(dir) => dir,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(refused(base, error)),
        };
        let mut folder = Self { dir, path: shown(base) };
        for name in below {
            match folder.child(name)? {
                Some(child) => folder = child,
                None => return Ok(None),
            }
        }
        Ok(Some(Self { path: path.to_owned(), ..folder }))
    }

    /// Opens a folder that a user names, and makes it if it is not there.
    pub(super) fn create(path: &Path) -> Result<Self, Error> {
        let (base, below) = split(path);
        let opened = Dir::create_ambient_dir_all(&base, ambient_authority())
            .and_then(|()| Dir::open_ambient_dir(&base, ambient_authority()));
        let dir = opened.map_err(|error| refused(base.clone(), error))?;
        let mut folder = Self { dir, path: shown(base) };
        for name in below {
            folder = folder.create_child(name)?;
        }
        Ok(Self { path: path.to_owned(), ..folder })
    }

    /// The path of something in the folder, for messages.
    pub(super) fn join(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.path.clone(), |joined, part| joined.join(part))
    }

    /// A folder in this one; `None` if nothing stands there.
    fn child(&self, name: &OsStr) -> Result<Option<Self>, Error> {
        let path = self.path.join(name);
        let open = || self.dir.open_dir_nofollow(name);
        let error = match open() {
            Ok(dir) => return Ok(Some(Self { dir, path })),
            Err(error) => error,
        };
        match self.dir.symlink_metadata(name) {
            // Another run has made it meanwhile.
            Ok(found) if found.is_dir() && error.kind() == io::ErrorKind::NotFound => {
                let dir = open().map_err(|error| Error::Io(path.clone(), error))?;
                Ok(Some(Self { dir, path }))
            }
            Err(other) if other.kind() == io::ErrorKind::NotFound => Ok(None),
            Ok(found) if !found.is_dir() => {
                let what = if found.is_file() {
                    Obstacle::File
                } else {
                    other_than_file(found.file_type())
                };
                Err(Error::NotPlain(path, what))
            }
            Ok(_) | Err(_) => Err(Error::Io(path, error)),
        }
    }

    fn create_child(&self, name: &OsStr) -> Result<Self, Error> {
        let path = self.path.join(name);
        if let Some(child) = self.child(name)? {
            return Ok(child);
        }
        match self.dir.create_dir(name) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(Error::Io(path, error));
            }
            _ => {}
        }
        let vanished = || Error::Io(path, io::ErrorKind::NotFound.into());
        self.child(name)?.ok_or_else(vanished)
    }

    /// The folder that holds the last component of a path below this one, and that component.
    fn parent_of<'p>(&self, path: &'p str) -> Result<Option<(Self, &'p str)>, Error> {
        self.descend(path, Self::child)
    }

    /// A folder below this one, by its path.
    pub(super) fn below(&self, path: &str) -> Result<Option<Self>, Error> {
        let within = format!("{path}/");
        Ok(self.parent_of(&within)?.map(|(folder, _)| folder))
    }

    /// The same, made if it is not there.
    pub(super) fn create_below(&self, path: &str) -> Result<Self, Error> {
        let step = |folder: &Self, name: &OsStr| folder.create_child(name).map(Some);
        let within = format!("{path}/");
        let made = self.descend(&within, step)?.map(|(folder, _)| folder);
        Ok(made.expect("every folder on the way is there or made"))
    }

    fn descend<'p>(
        &self,
        path: &'p str,
        step: impl Fn(&Self, &OsStr) -> Result<Option<Self>, Error>,
    ) -> Result<Option<(Self, &'p str)>, Error> {
        let again = self.dir.try_clone().map_err(|error| Error::Io(self.path.clone(), error))?;
        let mut folder = Self { dir: again, path: self.path.clone() };
        let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
        for part in above.split('/').filter(|part| !part.is_empty()) {
            let Some(child) = step(&folder, part.as_ref())? else { return Ok(None) };
            if child.dir.symlink_metadata(PACKAGE).is_ok() {
                return Err(Error::OtherPackage(child.path.join(PACKAGE)));
            }
            folder = child;
        }
        Ok(Some((folder, name)))
    }

    /// Opens a plain file to read; `None` if nothing stands there.
    pub(super) fn file(&self, path: &str) -> Result<Option<PlainFile>, Error> {
        let Some((parent, name)) = self.parent_of(path)? else { return Ok(None) };
        let path = parent.path.join(name);
        match parent.dir.symlink_metadata(name) {
            Ok(found) if found.is_file() => {}
            Ok(found) => return Err(Error::NotPlain(path, other_than_file(found.file_type()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::Io(path, error)),
        }
        let mut options = OpenOptions::new();
        // What was a file a moment ago may be a pipe now, and its other end may never open.
        options.read(true).follow(FollowSymlinks::No).nonblock(cfg!(unix));
        let opened = parent.dir.open_with(name, &options).and_then(|file| {
            let metadata = file.metadata()?;
            Ok((file, metadata))
        });
        match opened {
            Ok((file, metadata)) if metadata.is_file() => {
                Ok(Some(PlainFile { file, len: metadata.len(), path }))
            }
            Ok(_) => Err(Error::NotPlain(path, Obstacle::Special)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::Io(path, error)),
        }
    }

    /// Whether anything stands in this folder under a name.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.dir.symlink_metadata(name).is_ok()
    }

    /// Makes an empty file that was not there; `None` if something stands there.
    pub(super) fn create_file(&self, name: &str) -> Result<Option<File>, Error> {
        match self.dir.open_with(name, &new_file()) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(Error::Io(self.path.join(name), error)),
        }
    }

    /// Puts a file of this folder in place whole: readers see the old text or the new one.
    pub(super) fn replace(&self, name: &str, text: &str, token: &Token) -> Result<(), Error> {
        let new = format!("{NEW}{}", token.0);
        let file = self.dir.open_with(&new, &new_file());
        let mut file = file.map_err(|error| Error::Io(self.path.join(&new), error))?;
        let put = file.write_all(text.as_bytes()).and_then(|()| {
            // Whoever could read or run what stood there still can.
            if let Ok(found) = self.dir.symlink_metadata(name)
                && found.is_file()
            {
                file.set_permissions(found.permissions())?;
            }
            drop(file);
            self.dir.rename(&new, &self.dir, name)
        });
        put.map_err(|error| {
            // Of no use to anybody; if it can't be removed either, the error that counts is the first.
            let _ = self.dir.remove_file(&new);
            Error::Io(self.path.join(name), error)
        })
    }

    /// Removes a file, if it is there, and the folders that it leaves empty.
    pub(super) fn remove(&self, path: &str) -> Result<(), Error> {
        let Some((parent, name)) = self.parent_of(path)? else { return Ok(()) };
        match parent.dir.remove_file(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::Io(parent.path.join(name), error));
            }
            _ => {}
        }
        let mut path = path;
        while let Some((above, _)) = path.rsplit_once('/') {
            path = above;
            let Some((parent, name)) = self.parent_of(path)? else { break };
            // A folder that is not empty refuses by itself.
            if parent.dir.remove_dir(name).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Removes what a run with this token was writing when it was killed, from the folder of a path.
    pub(super) fn remove_new(&self, path: &str, token: &Token) -> Result<(), Error> {
        let Ok(Some((parent, _))) = self.parent_of(path) else { return Ok(()) };
        let new = format!("{NEW}{}", token.0);
        match parent.dir.symlink_metadata(&new) {
            Ok(found) if found.is_file() => parent
                .dir
                .remove_file(&new)
                .map_err(|error| Error::Io(parent.path.join(&new), error)),
            Ok(_) | Err(_) => Ok(()),
        }
    }
}

/// Why a folder can't be opened or made: a file may stand where it is to be, or a folder that it is in.
fn refused(folder: PathBuf, error: io::Error) -> Error {
    match folder.ancestors().find(|it| it.is_file()) {
        Some(file) => Error::NotPlain(file.to_owned(), Obstacle::File),
        None => Error::Io(folder, error),
    }
}

/// What a path leads through that is the machine's own, and the components that are not to be links.
fn split(path: &Path) -> (PathBuf, Vec<&OsStr>) {
    let mut base = PathBuf::new();
    let mut below = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => below.push(name),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::ParentDir => {
                base.extend(below.drain(..));
                base.push(component);
            }
        }
    }
    if base.has_root() || matches!(path.components().next(), Some(Component::Prefix(_))) {
        let last = below.pop();
        base.extend(below.drain(..));
        below.extend(last);
    }
    if base.as_os_str().is_empty() {
        base.push(".");
    }
    (base, below)
}

/// Nobody writes that a folder is where the command runs.
fn shown(base: PathBuf) -> PathBuf {
    if base == Path::new(".") { PathBuf::new() } else { base }
}

fn new_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).follow(FollowSymlinks::No);
    options
}

fn other_than_file(found: FileType) -> Obstacle {
    if found.is_symlink() {
        Obstacle::Link
    } else if found.is_dir() {
        Obstacle::Folder
    } else {
        Obstacle::Special
    }
}

/// A plain file that is open to be read.
#[derive(Debug)]
pub(super) struct PlainFile {
    file: File,
    /// Its length in bytes.
    pub(super) len: u64,
    path: PathBuf,
}

impl PlainFile {
    /// Its text, but no more than so many bytes of it.
    pub(super) fn read(&mut self, most: u64) -> Result<String, Error> {
        let size = usize::try_from(self.len.min(most)).unwrap_or_default();
        // A byte more, so that the end is found without more memory.
        let mut bytes = Vec::with_capacity(size + 1);
        let read = Read::by_ref(&mut self.file).take(most).read_to_end(&mut bytes);
        read.map_err(|error| Error::Io(self.path.clone(), error))?;
        Ok(String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// The file itself, once more.
    pub(super) fn to_std(&self) -> Result<std::fs::File, Error> {
        let again = self.file.try_clone().map_err(|error| Error::Io(self.path.clone(), error))?;
        Ok(again.into_std())
    }
}

/// Ends the name of the one file that a run is writing at a time in each folder. Nobody can guess it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token(String);

impl Token {
    /// How many letters a token has.
    pub(super) const LEN: usize = 32;

    /// A token that nobody has seen.
    pub(super) fn new() -> io::Result<Self> {
        let mut bytes = [0; Self::LEN / 2];
        getrandom::fill(&mut bytes).map_err(io::Error::from)?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// A token that an earlier run left.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_token = text.len() == Self::LEN
            && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_token.then(|| Self(text.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_a_link_is_what_is_below_the_working_folder_and_the_folder_itself() {
        let check = |path: &str| {
            let (base, below) = split(Path::new(path));
            let below: Vec<_> = below.iter().map(|it| it.to_string_lossy()).collect();
            format!("{} | {}", base.display(), below.join(" "))
        };
        assert_eq!(check("generated"), ". | generated");
        assert_eq!(check("./a/b/"), ". | a b");
        assert_eq!(check("../a/b"), ".. | a b");
        assert_eq!(check("a/../b"), "a/.. | b");
        assert_eq!(check("."), ". | ");
        if cfg!(unix) {
            assert_eq!(check("/var/tmp/a"), "/var/tmp | a");
            assert_eq!(check("/"), "/ | ");
        }
    }
}
