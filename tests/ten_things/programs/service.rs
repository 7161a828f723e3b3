//! A service on loopback and a store at another origin: both give the answers of one script, and take down what they are asked.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What stands for the two origins in a script.
const NAMES: [&str; 2] = ["ORIGIN", "STORE"];

pub(crate) struct Service {
    origins: [String; 2],
    script: Arc<Mutex<Script>>,
}

#[derive(Default)]
struct Script {
    answers: VecDeque<String>,
    asked: Vec<String>,
}

impl Service {
    pub(crate) fn start<'a>(answers: impl Iterator<Item = &'a str>) -> Self {
        let listeners =
            NAMES.map(|_| TcpListener::bind("127.0.0.1:0").expect("loopback has a free port"));
        let origin =
            |it: &TcpListener| format!("http://{}", it.local_addr().expect("a bound socket"));
        let origins = [origin(&listeners[0]), origin(&listeners[1])];
        let answers = answers.map(|it| {
            NAMES.iter().zip(&origins).fold(it.to_owned(), |it, (name, at)| it.replace(name, at))
        });
        let script = Script { answers: answers.collect(), asked: Vec::new() };
        let script = Arc::new(Mutex::new(script));
        for listener in listeners {
            let (origins, script) = (origins.clone(), script.clone());
            std::thread::spawn(move || {
                for connection in listener.incoming().flatten() {
                    let (origins, script) = (origins.clone(), script.clone());
                    std::thread::spawn(move || serve(connection, &origins, &script));
                }
            });
        }
        Self { origins, script }
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origins[0]
    }

    /// The requests in the order in which they came.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.script.lock().expect("nobody panics").asked.clone()
    }
}

/// Answers until the client or the script ends.
fn serve(connection: TcpStream, origins: &[String; 2], script: &Mutex<Script>) -> Option<()> {
    let mut reader = BufReader::new(connection.try_clone().ok()?);
    let mut writer = connection;
    loop {
        let request = read(&mut reader, origins)?;
        let answer = {
            let mut script = script.lock().ok()?;
            script.asked.push(request);
            script.answers.pop_front()?
        };
        let (head, body) = answer.split_once("\n\n").unwrap_or((&answer, ""));
        let (status, headers) = head.split_once('\n').unwrap_or((head, ""));
        let mut answer = format!("HTTP/1.1 {status} -\r\nContent-Length: {}\r\n", body.len());
        headers.lines().for_each(|it| answer.push_str(&format!("{it}\r\n")));
        answer.push_str(&format!("\r\n{body}"));
        writer.write_all(answer.as_bytes()).ok()?;
    }
}

/// A request as it came, but for the headers that say which machine and which version of the run time it is.
fn read(reader: &mut impl BufRead, origins: &[String; 2]) -> Option<String> {
    let mut line = String::new();
    let mut lines = Vec::new();
    while reader.read_line(&mut line).ok()? > 2 {
        lines.push(std::mem::take(&mut line).trim_end().to_owned());
    }
    let mut host = None;
    let mut length = 0;
    lines.retain(|line| match line.split_once(": ") {
        Some(("host", it)) => {
            host = origins.iter().position(|origin| origin.ends_with(it));
            false
        }
        Some(("user-agent", it)) => !it.starts_with("docwright-client/"),
        Some(("content-length", it)) => {
            length = it.parse().unwrap_or(0);
            true
        }
        _ => true,
    });
    let first = lines.first_mut()?;
    let (method, target) = first.strip_suffix(" HTTP/1.1")?.split_once(' ')?;
    *first = format!("{method} {}{target}", NAMES[host?]);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let mut text = lines.join("\n");
    if !body.is_empty() {
        text.push_str(&format!("\n\n{}", String::from_utf8_lossy(&body)));
    }
    // What is sent may name the service, too: `@odata.id`.
    Some(origins.iter().zip(NAMES).fold(text, |it, (at, name)| it.replace(at.as_str(), name)))
}
