//! Answers as they are written on a connection: in pieces, with pauses, cut, packed, or without an end.

use std::io::Write as _;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

/// What is done on a connection.
#[derive(Clone, Debug)]
pub enum Step {
    Bytes(Vec<u8>),
    Zeros(u64),
    Pause(Duration),
    /// The connection is reset: what is on its way may be lost.
    Reset,
    /// The connection is closed after what was sent.
    Close,
    /// One is taken from this count.
    CountDown(Arc<AtomicUsize>),
}

/// What the server does about a request.
#[derive(Clone, Debug, Default)]
pub struct Answer(pub Vec<Step>);

/// An answer with its length said. The head is written with `\n`, without the length: `200 OK\nETag: "1"`.
pub fn answer(head: &str, body: impl AsRef<[u8]>) -> Answer {
    let body = body.as_ref();
    let mut bytes = headed(head, &format!("Content-Length: {}", body.len()));
    bytes.extend_from_slice(body);
    Answer::raw(bytes)
}

/// `200 OK` with JSON.
pub fn ok(json: impl AsRef<[u8]>) -> Answer {
    answer("200 OK\nContent-Type: application/json", json)
}

fn headed(head: &str, last: &str) -> Vec<u8> {
    format!("HTTP/1.1 {}\r\n{last}\r\n\r\n", head.trim().replace('\n', "\r\n")).into_bytes()
}

impl Answer {
    /// These bytes, whatever they are.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self(vec![Step::Bytes(bytes.into())])
    }

    /// The connection is reset instead.
    pub fn reset() -> Self {
        Self(vec![Step::Reset])
    }

    /// Pieces in chunks, with this long a pause before each, and an end.
    pub fn chunked(head: &str, pieces: &[&[u8]], pause: Duration) -> Self {
        let mut steps = vec![Step::Bytes(headed(head, "Transfer-Encoding: chunked"))];
        for piece in pieces {
            let mut chunk = format!("{:x}\r\n", piece.len()).into_bytes();
            chunk.extend_from_slice(piece);
            chunk.extend_from_slice(b"\r\n");
            steps.extend([Step::Pause(pause), Step::Bytes(chunk)]);
        }
        steps.push(Step::Bytes(b"0\r\n\r\n".to_vec()));
        Self(steps)
    }

    /// The beginning of an answer, then so many zeros, made as they are sent.
    pub fn zeros(beginning: Vec<u8>, n: u64) -> Self {
        Self(vec![Step::Bytes(beginning), Step::Zeros(n)])
    }

    /// Packed.
    pub fn gzip(body: &[u8]) -> Self {
        answer("200 OK\nContent-Encoding: gzip", gzipped(body))
    }

    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub fn pause(mut self, pause: Duration) -> Self {
        self.0.push(Step::Pause(pause));
        self
    }

    pub fn count_down(mut self, count: &Arc<AtomicUsize>) -> Self {
        self.0.push(Step::CountDown(count.clone()));
        self
    }

    pub fn close(mut self) -> Self {
        self.0.push(Step::Close);
        self
    }

    /// Only so many bytes of it, and then nothing.
    pub fn first(self, n: usize) -> Self {
        let mut bytes = self.bytes();
        bytes.truncate(n);
        Self::raw(bytes)
    }

    /// What comes behind so many bytes of it.
    pub fn rest(self, n: usize) -> Self {
        Self::raw(&self.bytes()[n..])
    }

    /// Only so many bytes of it, after which the connection is reset: late enough for the client to have read them.
    pub fn cut(self, n: usize) -> Self {
        self.first(n).pause(Duration::from_millis(30)).then(Self::reset())
    }

    /// The same bytes, one at a time.
    pub fn dripping(self, pause: Duration) -> Self {
        let bytes = self.bytes().into_iter();
        Self(bytes.flat_map(|it| [Step::Bytes(vec![it]), Step::Pause(pause)]).collect())
    }

    pub fn bytes(&self) -> Vec<u8> {
        let bytes = self.0.iter().filter_map(|it| match it {
            Step::Bytes(bytes) => Some(bytes.as_slice()),
            _ => None,
        });
        bytes.collect::<Vec<_>>().concat()
    }

    /// Where its body begins.
    pub fn n_head(&self) -> usize {
        let bytes = self.bytes();
        bytes.windows(4).position(|it| it == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4)
    }
}

pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

/// So many MiB of zeros, packed, without an end: a block that knows nothing of the one before can be sent again and again.
pub fn bomb(n_mib: usize) -> Vec<u8> {
    let mut packing = flate2::Compress::new(flate2::Compression::best(), false);
    let mut block = Vec::with_capacity(64 << 10);
    let done = packing.compress_vec(&vec![0; 1 << 20], &mut block, flate2::FlushCompress::Full);
    assert_eq!((done.expect("memory"), packing.total_in()), (flate2::Status::Ok, 1 << 20));
    let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    [head.as_slice(), &block.repeat(n_mib)].concat()
}

/// An answer to a request for a range of these bytes, as a server gives it that can.
pub fn partial(bytes: &[u8], range: Range<usize>, etag: &str) -> Answer {
    let (start, end, all) = (range.start, range.end - 1, bytes.len());
    let head =
        format!("206 Partial Content\nETag: {etag}\nContent-Range: bytes {start}-{end}/{all}");
    answer(&head, &bytes[range])
}
