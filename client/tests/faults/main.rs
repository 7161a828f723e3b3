//! Services as they are: over real HTTP on loopback, against a server that fails in all the ways that services do.
//!
//! What is seen of which fault:
//!
//! * A write without a body says `Content-Length: 0`: `writes::fault_1`.
//! * A write answered without a body is a success: `writes::fault_2` (two), `replies::fault_24`.
//! * A list that is none: `lists::fault_3`, `lists::an_error_with_success_as_its_status_is_no_value`.
//! * The documented media type, or another: `writes::fault_4`.
//! * Limits of time: `limits::whole_request_limit` (two), `limits::idle_limit_of_a_slow_body`, `limits::connect_limit`,
//!   `limits::a_head_that_never_ends_ends_with_the_limit`, `uploads::upload_that_goes_on_outlives_the_whole_request_limit`,
//!   `uploads::upload_that_is_stuck_ends_with_the_limit`.
//! * Repeats of what is safe to repeat, and of nothing else: `busy` and `connections`; `limits::a_get_without_an_answer_in_time`.
//! * Error details in every shape: `details`; an error whose body breaks off: `busy::an_error_whose_body_breaks_off`.
//! * Next links: empty `lists::fault_10`, relative `lists::fault_11`, that repeat `lists::next_link_that_repeats`, that are no
//!   text `lists::next_link_that_is_no_text_is_not_the_end`.
//! * Links and redirects to another host: `lists::next_link_to_another_host`, `lists::delta_link_to_another_host`,
//!   `lists::fault_17`, `redirects::redirect_to_another_host_has_no_token`, `redirects::what_is_written_stays_with_the_service`,
//!   `tokens::a_401_of_another_host_renews_nothing`.
//! * A `Location` in raw UTF-8: `redirects::fault_12`. Https to http: `redirects::https::https_to_http_is_refused`.
//! * Header injection: `writes::header_injection_is_refused`, `writes::how_a_body_is_framed_is_not_the_callers`.
//! * Too much: `memory::an_answer_of_a_gigabyte_to_a_json_call_is_not_read_whole`, `memory::a_gzip_bomb_is_not_unpacked_whole`,
//!   `limits::an_answer_at_the_limit`, `limits::an_answer_that_says_that_it_is_too_long`, `odd::json_10_000_deep`,
//!   `odd::headers_without_measure_are_an_error_or_read`, `downloads::download_into_memory_has_a_bound`.
//! * Gzip: `limits::gzip_is_asked_for_and_read`, `limits::gzip_that_is_cut_or_none_is_an_error`.
//! * Lists after an error: `lists::fault_16` (two), `lists::a_delta_series_that_breaks_off_goes_on`;
//!   `lists::a_delta_link_that_is_gone_says_where_to_begin_anew`.
//! * Settings of reqwest: `secrets::fault_18`.
//! * Secrets: `secrets`, and every error of this suite (`texts::failed`).
//! * Tokens: `tokens::fault_20` (three), `tokens`.
//! * Status, headers and ETag of an answer: `replies::fault_24`.
//! * `429` in seconds and as a date, `503`: `busy`. Resets before, in and after the head and the body, and chunks that break off:
//!   `connections`.
//! * Downloads that break and go on, or must not: `downloads`. Uploads from anything: `uploads`.
//! * A gigabyte down, a gigabyte up, a hundred thousand items: `memory`.
//! * What HTTP allows and nobody expects: `odd`. Servers that say one thing and do another: `liars`.
//! * Errors and web pages whose status says that all went well: `disguised`.
//! * Downloads that are taken up again, and files beside the one that is to be: `resuming`.
//! * Writes whose answer was lost: `repeated`. Settings of a request in all that comes of it: `carried`.
//! * Short names of OData 4.01, and a member twice: `short_names`. What people stumble over: `papercuts`.

#[allow(unreachable_pub, reason = "the tests' own")]
mod answers;
#[allow(unreachable_pub, reason = "the tests' own")]
mod server;
#[path = "../shop/mod.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;
#[allow(unreachable_pub, reason = "the tests' own")]
mod texts;

mod busy;
mod carried;
mod connections;
mod details;
mod disguised;
mod downloads;
mod liars;
mod limits;
mod lists;
mod memory;
mod odd;
mod papercuts;
mod reading;
mod redirects;
mod repeated;
mod replies;
mod resuming;
mod secrets;
mod short_names;
mod tokens;
mod uploads;
mod writes;
