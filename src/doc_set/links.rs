//! Where links between the files of a doc set lead.

use super::DocSet;
use crate::source::FileId;
use memchr::{memchr2_iter, memrchr};

impl DocSet {
    /// Where a relative link on `from` leads, seen from the root: a path that leaves the root begins
    /// with `../`.
    pub fn resolve_link(&self, from: FileId, link: &str) -> String {
        let path = &self.sources.file(from).path;
        let folder = memrchr(b'/', path.as_bytes()).map_or("", |end| &path[..end]);
        let mut way = String::with_capacity(folder.len() + 1 + link.len());
        way.push_str(folder);
        let mut start = 0;
        let ends = memchr2_iter(b'/', b'\\', link.as_bytes()).chain([link.len()]);
        let parts = ends.map(|end| &link[std::mem::replace(&mut start, end + 1)..end]);
        for part in parts.filter(|part| !matches!(*part, "" | ".")) {
            if part == ".."
                && let last = memrchr(b'/', way.as_bytes()).map_or(0, |slash| slash + 1)
                && !matches!(&way[last..], "" | "..")
            {
                way.truncate(last.saturating_sub(1));
                continue;
            }
            if !way.is_empty() {
                way.push('/');
            }
            way.push_str(part);
        }
        // A file from outside leads into the doc set by the names of the folders above its pages.
        if way.starts_with("..") { self.named_inside(way) } else { way }
    }

    /// A way out of the root and back into it by the names of the folders that it is in, as the way without that.
    fn named_inside(&self, way: String) -> String {
        let parts: Vec<&str> = way.split('/').collect();
        let n_up = parts.iter().take_while(|part| **part == "..").count();
        let above = self.above.len().checked_sub(n_up).map(|start| &self.above[start..]);
        let is_inside = n_up > 0
            && above
                .is_some_and(|above| parts.get(n_up..2 * n_up).is_some_and(|named| named == above));
        if is_inside { parts[2 * n_up..].join("/") } else { way }
    }
}
