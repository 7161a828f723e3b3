//! Maps and sets in the order in which things were put in, for keys that are looked up for each word of the docs.

use foldhash::fast::RandomState;
use indexmap::{IndexMap, IndexSet};

/// Hashed with a hasher that is fast for short texts, and seeded anew in each process, as the usual one is: nobody can write
/// paths or names that all fall together.
pub(crate) type Hashed<K, V> = IndexMap<K, V, RandomState>;

/// Hashed the same.
pub(crate) type HashedSet<T> = IndexSet<T, RandomState>;
