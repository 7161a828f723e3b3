//! A service on loopback: it keeps what it was asked, and answers as it is told.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// An answer: status, headers, body.
pub type Told = (u16, Vec<(&'static str, String)>, Vec<u8>);

/// No answer: the connection ends.
pub const HANG_UP: Told = (0, Vec::new(), Vec::new());

/// A JSON answer.
pub fn json(status: u16, body: impl Into<String>) -> Told {
    let headers = vec![("Content-Type", "application/json".to_owned())];
    (status, headers, body.into().into_bytes())
}

pub struct Service {
    pub origin: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Service {
    /// Answers each request by a function of it, of how many came before, and of its own origin.
    pub fn start(answer: impl Fn(&Asked, usize, &str) -> Told + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let origin = format!("http://{}", listener.local_addr().expect("a bound socket"));
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (answer, place, kept) = (Arc::new(answer), origin.clone(), asked.clone());
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (answer, place, kept) = (answer.clone(), place.clone(), kept.clone());
                std::thread::spawn(move || serve(connection, &*answer, &place, &kept));
            }
        });
        Self { origin, asked }
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("nobody panics").clone()
    }

    pub fn lines(&self) -> Vec<String> {
        self.asked().iter().map(Asked::line).collect()
    }
}

fn serve(
    mut connection: TcpStream,
    answer: &dyn Fn(&Asked, usize, &str) -> Told,
    origin: &str,
    kept: &Mutex<Vec<Asked>>,
) -> Option<()> {
    let mut reader = BufReader::new(connection.try_clone().ok()?);
    loop {
        let asked = read(&mut reader)?;
        let n_before = {
            let mut kept = kept.lock().ok()?;
            kept.push(asked.clone());
            kept.len() - 1
        };
        let (status, headers, body) = answer(&asked, n_before, origin);
        if status == HANG_UP.0 {
            return None;
        }
        let mut head = format!("HTTP/1.1 {status} -\r\nContent-Length: {}\r\n", body.len());
        headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
        connection.write_all(format!("{head}\r\n").as_bytes()).ok()?;
        connection.write_all(&body).ok()?;
    }
}

fn read(reader: &mut impl BufRead) -> Option<Asked> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length.and_then(|(_, it)| it.parse().ok()).unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { method, target, headers, body })
}
