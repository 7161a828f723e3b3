//! A service on loopback: what was documented of each path, lists one item a page, and an error for what is nowhere.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// How a page says where the next one is.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "each program needs one")]
pub(crate) enum Paging {
    /// It does not: pages are numbered until one is empty.
    Numbers,
    /// In the header `Link`.
    Header,
    /// In a member beside the list.
    Member(&'static str),
}

/// What the service knows: method, pattern of the path, status, where its list is, and lines of JSON.
#[derive(Debug)]
struct Answer {
    method: String,
    path: String,
    status: String,
    place: String,
    lines: Vec<String>,
}

pub(crate) struct Service {
    origin: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Service {
    pub(crate) fn start(answers: &str, paging: Paging) -> Self {
        let (error, answers) = answers.split_once('\n').expect("the error is the first line");
        let (error, answers) = (error.to_owned(), Arc::new(read(answers)));
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let origin = format!("http://{}", listener.local_addr().expect("a bound socket"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let service = Self { origin: origin.clone(), asked: asked.clone() };
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (origin, error) = (origin.clone(), error.clone());
                let (answers, asked) = (answers.clone(), asked.clone());
                std::thread::spawn(move || {
                    serve(connection, &asked, |method, target| {
                        answer(&answers, &error, &origin, paging, method, target)
                    })
                });
            }
        });
        service
    }

    pub(crate) fn base_url(&self) -> String {
        format!("{}/base", self.origin)
    }

    /// The requests in the order in which they came: method, target, and what says who asks.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("nobody panics").clone()
    }
}

fn read(text: &str) -> Vec<Answer> {
    let answers = text.split("\n\n").filter_map(|it| {
        let mut lines = it.trim().lines();
        let [method, path, status, place] =
            lines.next()?.split(' ').collect::<Vec<_>>().try_into().ok()?;
        let of = |text: &str| text.to_owned();
        let lines = lines.map(of).collect();
        let (method, path) = (of(method), of(path));
        Some(Answer { method, path, status: of(status), place: of(place), lines })
    });
    answers.collect()
}

/// Status, further header lines and body.
fn answer(
    answers: &[Answer],
    error: &str,
    origin: &str,
    paging: Paging,
    method: &str,
    target: &str,
) -> (String, String, String) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let own = path.strip_prefix("/base").unwrap_or(path);
    let found = answers.iter().find(|it| it.method == method && is_like(own, &it.path));
    let Some(found) = found.filter(|_| !own.contains("nowhere")) else {
        return ("404".to_owned(), String::new(), error.to_owned());
    };
    if found.place == "-" {
        return (found.status.clone(), String::new(), found.lines.concat());
    }
    let page = query.split('&').find_map(|it| it.strip_prefix("page=")?.parse().ok());
    let page: usize = page.unwrap_or(1);
    let item = page.checked_sub(1).and_then(|it| found.lines.get(it));
    let list = format!("[{}]", item.map_or("", String::as_str));
    let next = format!("{origin}{path}?page={}", page + 1);
    let is_last = page >= found.lines.len();
    let (head, beside) = match paging {
        Paging::Header if !is_last => (format!("Link: <{next}>; rel=\"next\"\r\n"), String::new()),
        Paging::Member(name) if !is_last => (String::new(), format!(",\"{name}\":\"{next}\"")),
        Paging::Numbers | Paging::Header | Paging::Member(_) => Default::default(),
    };
    let body = match found.place.as_str() {
        "." => list,
        place => format!("{{\"{place}\":{list}{beside}}}"),
    };
    (found.status.clone(), head, body)
}

/// Whether a path is one of a pattern: `*` is anything within a segment.
fn is_like(path: &str, pattern: &str) -> bool {
    let (path, pattern): (Vec<_>, Vec<_>) = (path.split('/').collect(), pattern.split('/').collect());
    path.len() == pattern.len()
        && path.iter().zip(pattern).all(|(given, wanted)| match wanted.split_once('*') {
            Some((before, after)) => given.starts_with(before) && given.ends_with(after),
            None => given.eq_ignore_ascii_case(wanted),
        })
}

/// Answers until the client ends.
fn serve(
    connection: TcpStream,
    asked: &Mutex<Vec<String>>,
    answer: impl Fn(&str, &str) -> (String, String, String),
) -> Option<()> {
    let mut reader = BufReader::new(connection.try_clone().ok()?);
    let mut writer = connection;
    loop {
        let mut lines = Vec::new();
        let mut line = String::new();
        while reader.read_line(&mut line).ok()? > 2 {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        let first = lines.first()?.strip_suffix(" HTTP/1.1")?.to_owned();
        let length = lines.iter().find_map(|it| it.strip_prefix("content-length: "));
        let length = length.and_then(|it| it.parse().ok()).unwrap_or(0);
        std::io::copy(&mut std::io::Read::take(&mut reader, length), &mut std::io::sink()).ok()?;
        let token = lines.iter().find(|it| it.contains("t0k3n")).cloned().unwrap_or_default();
        asked.lock().ok()?.push(format!("{first} {token}"));
        let (method, target) = first.split_once(' ')?;
        let (status, head, body) = answer(method, target);
        write!(
            writer,
            "HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{head}\r\n{body}",
            body.len()
        )
        .ok()?;
    }
}
