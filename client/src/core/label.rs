//! What a request is called where it must not tell what it holds: in what a subscriber hears, with feature `tracing`. Without
//! it, nothing is kept.

/// A path with `{}` for every value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Template {
    #[cfg(feature = "tracing")]
    text: String,
}

impl Template {
    /// With more of the path behind it: what the docs say, or `{}`.
    pub(crate) fn add(&mut self, texts: &[&str]) {
        #[cfg(feature = "tracing")]
        self.text.extend(texts.iter().copied());
        let _ = texts;
    }

    pub(crate) fn add_all(&mut self, more: &Self) {
        #[cfg(feature = "tracing")]
        self.text.push_str(&more.text);
        let _ = more;
    }
}

/// What a request is told as: its operation and its path.
#[derive(Clone, Debug, Default)]
pub(crate) struct Label {
    #[cfg(feature = "tracing")]
    operation: Option<&'static str>,
    #[cfg(feature = "tracing")]
    path: Option<Template>,
}

impl Label {
    /// An operation, by the path of its type.
    pub(crate) fn new(operation: &'static str, path: &Template) -> Self {
        #[cfg(feature = "tracing")]
        let label = Self { operation: operation.rsplit("::").next(), path: Some(path.clone()) };
        #[cfg(not(feature = "tracing"))]
        let label = Self {};
        let _ = (operation, path);
        label
    }

    #[cfg(feature = "tracing")]
    pub(super) fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    #[cfg(feature = "tracing")]
    pub(super) fn path(&self) -> Option<&str> {
        Some(&self.path.as_ref()?.text)
    }
}
