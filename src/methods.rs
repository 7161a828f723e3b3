//! Methods beside the usual ones, which a dialect may add: those that are registered, and some that services use without that.

macro_rules! methods {
    ($($name:literal $call:literal,)*) => {
        /// Their names on the wire.
        pub(crate) const OTHERS: &[&str] = &[$($name),*];
        /// What a call of each is named in a client, in the same order.
        pub(crate) const CALLS: &[&str] = &[$($call),*];
    };
}

methods! {
    "ACL" "ask_acl",
    "BAN" "ask_ban",
    "BIND" "ask_bind",
    "CHECKIN" "ask_checkin",
    "CHECKOUT" "ask_checkout",
    "COPY" "ask_copy",
    "LABEL" "ask_label",
    "LINK" "ask_link",
    "LIST" "ask_list",
    "LOCK" "ask_lock",
    "MERGE" "ask_merge",
    "MKACTIVITY" "ask_mkactivity",
    "MKCALENDAR" "ask_mkcalendar",
    "MKCOL" "ask_mkcol",
    "MKWORKSPACE" "ask_mkworkspace",
    "MOVE" "ask_move",
    "NOTIFY" "ask_notify",
    "ORDERPATCH" "ask_orderpatch",
    "PROPFIND" "ask_propfind",
    "PROPPATCH" "ask_proppatch",
    "PURGE" "ask_purge",
    "QUERY" "ask_query",
    "REBIND" "ask_rebind",
    "REPORT" "ask_report",
    "SEARCH" "ask_search",
    "SUBSCRIBE" "ask_subscribe",
    "UNBIND" "ask_unbind",
    "UNCHECKOUT" "ask_uncheckout",
    "UNLINK" "ask_unlink",
    "UNLOCK" "ask_unlock",
    "UNSUBSCRIBE" "ask_unsubscribe",
    "UPDATE" "ask_update",
    "VIEW" "ask_view",
}

/// Those that only ask.
const SAFE: &[&str] = &["LIST", "PROPFIND", "QUERY", "REPORT", "SEARCH", "VIEW"];

/// The method of a word as it is on the wire.
pub(crate) fn named(word: &str) -> Option<&'static str> {
    OTHERS.iter().copied().find(|it| *it == word)
}

/// Whether one only asks.
pub(crate) fn is_safe(name: &str) -> bool {
    SAFE.contains(&name)
}

/// What a call of one is named.
pub(crate) fn call(name: &str) -> &'static str {
    let place = OTHERS.iter().position(|it| *it == name);
    place.and_then(|it| CALLS.get(it)).copied().unwrap_or("ask")
}
