//! Collections: one page, all pages, all items.

use crate::codec::{Audit, Decode, Encode, Extra};
use crate::{Client, Error, ErrorKind, Lists, Output, RawRequest, Value};
use std::collections::VecDeque;
use std::marker::PhantomData;

/// One page of a collection.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The items.
    pub value: Vec<T>,
    /// Where the next page is; `None` on the last.
    pub next_link: Option<String>,
    /// Where the changes since are; only on the last page of a delta query.
    pub delta_link: Option<String>,
    /// How many items there are in all, when asked for.
    pub count: Option<i64>,
    /// Everything else, such as `@odata.context`.
    pub extra: Extra,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            value: Vec::new(),
            next_link: None,
            delta_link: None,
            count: None,
            extra: Extra::default(),
        }
    }
}

const NEXT_LINK: &str = "@odata.nextLink";
const DELTA_LINK: &str = "@odata.deltaLink";
const COUNT: &str = "@odata.count";

impl<T: Decode + Encode> Decode for Page<T> {
    fn decode(value: Value) -> Result<Self, Value> {
        let Value::Object(mut members) = value else { return Err(value) };
        let Some(value) = members.shift_remove("value") else { return Err(Value::Object(members)) };
        let mut page = Self::default();
        match Vec::decode_keeping(value) {
            (Some(items), kept) => {
                page.value = items;
                kept.into_iter().for_each(|kept| page.extra.insert("value", kept));
            }
            (None, kept) => {
                members.insert("value".to_owned(), kept.unwrap_or_default());
                return Err(Value::Object(members));
            }
        }
        for (name, value) in members {
            let kept = match name.as_str() {
                NEXT_LINK => crate::codec::decode(&mut page.next_link, value),
                DELTA_LINK => crate::codec::decode(&mut page.delta_link, value),
                COUNT => crate::codec::decode(&mut page.count, value),
                _ => Err(value),
            };
            if let Err(value) = kept {
                page.extra.insert(name, value);
            }
        }
        Ok(page)
    }
}

impl<T: Encode> Encode for Page<T> {
    fn encode(&self) -> Value {
        let mut members = serde_json::Map::new();
        for (name, value) in self.extra.iter() {
            members.insert(name.to_owned(), value.clone());
        }
        members.entry("value").or_insert_with(|| self.value.encode());
        for (name, link) in [(NEXT_LINK, &self.next_link), (DELTA_LINK, &self.delta_link)] {
            members.extend(link.iter().map(|link| (name.to_owned(), link.encode())));
        }
        members.extend(self.count.iter().map(|count| (COUNT.to_owned(), count.encode())));
        Value::Object(members)
    }

    fn audit(&self, audit: &mut Audit) {
        audit.within("value", |audit| self.value.audit(audit));
    }
}

/// A single value in an object: `{"value": …}`, as functions answer primitives and enums.
#[derive(Clone, Debug)]
pub struct ValueOf<T> {
    /// The value.
    pub value: Option<T>,
    /// Everything else, such as `@odata.context`.
    pub extra: Extra,
}

impl<T: Decode> Decode for ValueOf<T> {
    fn decode(value: Value) -> Result<Self, Value> {
        let Value::Object(members) = value else { return Err(value) };
        let mut decoded = Self { value: None, extra: Extra::default() };
        for (name, value) in members {
            let kept = match name.as_str() {
                "value" => crate::codec::decode(&mut decoded.value, value),
                _ => Err(value),
            };
            if let Err(value) = kept {
                decoded.extra.insert(name, value);
            }
        }
        Ok(decoded)
    }
}

impl<T: Encode> Encode for ValueOf<T> {
    fn encode(&self) -> Value {
        let mut members = serde_json::Map::new();
        for (name, value) in self.extra.iter() {
            members.insert(name.to_owned(), value.clone());
        }
        if let Some(value) = &self.value {
            members.entry("value").or_insert_with(|| value.encode());
        }
        Value::Object(members)
    }

    fn audit(&self, audit: &mut Audit) {
        let fields = self.value.iter().map(|value| ("value".to_owned(), value.encode())).collect();
        audit.members(&["value"], &self.extra, &fields);
        if let Some(value) = &self.value {
            audit.within("value", |audit| value.audit(audit));
        }
    }
}

/// All pages of a collection, one after the other.
#[derive(Debug)]
pub struct Pages<T> {
    client: Client,
    next: Option<RawRequest>,
    items: PhantomData<fn() -> T>,
}

impl<T: Decode + Encode + Send + 'static> Pages<T> {
    pub(crate) fn new<O: Lists<Item = T>>(client: Client, first: RawRequest) -> Self {
        Self { client, next: Some(first), items: PhantomData }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    ///
    /// If a page could not be fetched or read, or the link to the next one leaves the service.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        let Some(request) = self.next.take() else { return Ok(None) };
        let headers = request.headers.clone();
        let response = self.client.send(request).await?;
        let page = Page::<T>::from_body(response.into_body())?;
        if let Some(link) = &page.next_link {
            if !self.client.is_own(link) {
                let message = "the link to the next page leaves the service";
                return Err(Error::new(ErrorKind::Decode, message));
            }
            let mut next = RawRequest::get(link.clone());
            next.headers = headers;
            self.next = Some(next);
        }
        Ok(Some(page))
    }
}

/// All items of a collection, fetched page by page.
#[derive(Debug)]
pub struct Items<T> {
    pages: Pages<T>,
    ready: VecDeque<T>,
}

impl<T: Decode + Encode + Send + 'static> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self { pages, ready: VecDeque::new() }
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// If a page could not be fetched or read.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item));
            }
            match self.pages.try_next().await? {
                Some(page) => self.ready.extend(page.value),
                None => return Ok(None),
            }
        }
    }
}
