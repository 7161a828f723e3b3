//! Runs that are killed, find no room, or meet each other.

use crate::place::{Place, docs, finish, resource, shown};
use std::collections::BTreeMap;
use std::process::Command;
use std::time::{Duration, Instant};

/// Resources of each doc set; so many that writing takes a while.
const MANY: usize = 40;
/// Kills unless more are asked for.
const KILLS: usize = 20;

/// A number that looks random and is the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }
}

/// Two doc sets that share half of their types, and the clients of both.
struct Two {
    place: Place,
    clients: [BTreeMap<String, String>; 2],
}

impl Two {
    const DOCS: [&str; 2] = ["one", "two"];

    fn new() -> Self {
        let place = Place::new(&[]);
        for (set, docs_of) in Self::DOCS.iter().zip(["door", "gate"]) {
            for (path, text) in docs(docs_of, MANY) {
                place.write(&path.replace("docs-input", set), &text);
            }
            for i in 0..MANY {
                let page = resource(&format!("room{i}")).replace("width", &format!("width{set}"));
                place.write(&format!("{set}/resources/room{i}.md"), &page);
            }
        }
        // One whose file is longer than all others, the list of files as well.
        for set in Self::DOCS {
            let row = |i| format!("|part{i}{set}|String|What part {i} is called.|\n");
            let rows: String = (0..200).map(row).collect();
            let page = format!("{}{rows}", resource("room20"));
            place.write(&format!("{set}/resources/room20.md"), &page);
        }
        let clients = Self::DOCS.map(|set| {
            place.succeeds(&["generate", set, "--out", &format!("fresh-{set}")]);
            strip(place.files(&format!("fresh-{set}")), &format!("fresh-{set}/"))
        });
        Self { place, clients }
    }

    fn command(&self, set: usize) -> Command {
        self.place.command(&["generate", Self::DOCS[set], "--out", "out", "-q", "--force"])
    }

    fn found(&self) -> BTreeMap<String, String> {
        strip(self.place.files("out"), "out/")
    }

    /// Every file is one of a client, whole, or what a run is writing; and what is not ours is as it was.
    fn check_whole(&self, when: &str) {
        for (path, text) in self.found() {
            let is_ours = self.clients.iter().any(|it| it.get(&path) == Some(&text));
            let name = path.rsplit('/').next().unwrap_or(&path);
            // The list of a run that is not done names the files of both.
            let is_running = name.starts_with(".docwright-")
                && (name != ".docwright-files"
                    || text.starts_with("# @generated") && text.ends_with('\n'));
            assert!(is_ours || is_running || text == "mine", "{when}: `{path}` is torn: {text}");
        }
        assert_eq!(self.place.read("out/src/models/mine.rs"), "mine");
        assert_eq!(self.place.read("out/x.docwright-new"), "mine");
    }

    /// The next run completes, and leaves nothing.
    fn check_completes(&self, set: usize, when: &str) {
        let output = finish(self.command(set));
        assert!(output.status.success(), "{when}: {}", shown(&output));
        let mut found = self.found();
        found.remove("src/models/mine.rs");
        found.remove("x.docwright-new");
        assert!(
            found == self.clients[set],
            "{when}: {:?}",
            differences(&found, &self.clients[set])
        );
    }
}

fn strip(files: BTreeMap<String, String>, prefix: &str) -> BTreeMap<String, String> {
    files.into_iter().map(|(path, text)| (path.replacen(prefix, "", 1), text)).collect()
}

fn differences<'f>(
    one: &'f BTreeMap<String, String>,
    other: &'f BTreeMap<String, String>,
) -> Vec<&'f String> {
    let differs = |path: &&String| one.get(*path) != other.get(*path);
    one.keys().chain(other.keys()).filter(differs).collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "whoever asks for more kills wants to know what they hit")]
fn killed_at_any_moment_no_file_is_torn_and_the_next_run_completes() {
    let two = Two::new();
    two.place.write("out/src/models/mine.rs", "mine");
    two.place.write("out/x.docwright-new", "mine");
    let n_kills = std::env::var("DOCWRIGHT_KILLS").ok().and_then(|it| it.parse().ok());
    let n_kills: usize = n_kills.unwrap_or(KILLS);
    let marker = two.place.at("out/.docwright-incomplete");
    // How long writing takes from when the marker is there.
    let mut child = two.command(0).spawn().expect("the command runs");
    let mut is_writing = None;
    let whole = Instant::now();
    while child.try_wait().expect("it can be waited for").is_none() {
        if is_writing.is_none() && marker.exists() {
            is_writing = Some(Instant::now());
        }
        std::thread::sleep(Duration::from_micros(100));
    }
    let writing = is_writing.map_or(Duration::from_millis(20), |it| it.elapsed());
    let whole = whole.elapsed();
    let mut numbers = Numbers(20_210_713);
    let (mut n_amid, mut n_new, mut there) = (0, 0, 0);
    let pause = || std::thread::sleep(Duration::from_micros(100));
    for kill in 0..n_kills {
        let set = 1 - there;
        let mut child = two.command(set).spawn().expect("the command runs");
        let start = Instant::now();
        // Three of four while it writes, the others at any moment of the run.
        let wait = if kill % 4 == 0 {
            Duration::from_micros(numbers.below(whole.as_micros() as u64))
        } else {
            while !marker.exists() && child.try_wait().expect("it can be asked").is_none() {
                pause();
            }
            start.elapsed() + Duration::from_micros(numbers.below(writing.as_micros() as u64))
        };
        while start.elapsed() < wait {
            pause();
        }
        let _ = child.kill();
        child.wait().expect("it has ended");
        n_amid += usize::from(marker.exists());
        n_new += two.found().keys().filter(|it| it.contains(".docwright-new-")).count();
        two.check_whole(&format!("kill {kill}"));
        // Either the same docs are generated next or others.
        there = if kill % 3 == 0 { 1 - set } else { set };
        two.check_completes(there, &format!("after kill {kill}"));
    }
    println!("{n_kills} kills, {n_amid} while files were being written, {n_new} halves");
    assert!(n_amid > n_kills / 4, "{n_amid} of {n_kills} hit while files were being written");
}

#[test]
fn where_there_is_no_room_no_file_is_torn_and_the_next_run_completes() {
    let two = Two::new();
    two.place.write("out/src/models/mine.rs", "mine");
    two.place.write("out/x.docwright-new", "mine");
    // No file may be longer than so many blocks of 512 bytes, and writing more fails as on a full disk: at
    // the list of files, or amid them.
    for (set, next, blocks) in [(0, 1, 1), (0, 0, 16), (1, 0, 20), (1, 1, 16), (0, 1, 1)] {
        let mut command = Command::new("sh");
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let run = two.command(set);
        command.args(["-c", &script, "sh"]).arg(run.get_program()).args(run.get_args());
        command.current_dir(two.place.at("")).stdout(std::process::Stdio::piped());
        command.stderr(std::process::Stdio::piped());
        let output = finish(command);
        assert_eq!(output.status.code(), Some(2), "{blocks} blocks: {}", shown(&output));
        assert!(shown(&output).contains("could not read or write `out/"), "{}", shown(&output));
        two.check_whole(&format!("{blocks} blocks"));
        assert!(!two.found().keys().any(|it| it.contains(".docwright-new-")), "halves are removed");
        two.check_completes(next, &format!("after {blocks} blocks"));
    }
}

#[test]
fn two_runs_at_once_write_one_after_the_other() {
    let two = Two::new();
    for round in 0..10 {
        let sets = [round % 2, if round < 6 { 1 - round % 2 } else { round % 2 }];
        if round % 3 == 0 {
            let _ = std::fs::remove_dir_all(two.place.at("out"));
        }
        let children = sets.map(|set| two.command(set).spawn().expect("the command runs"));
        for child in children {
            let output = child.wait_with_output().expect("it ends");
            assert!(output.status.success(), "round {round}: {}", shown(&output));
        }
        let found = two.found();
        assert!(sets.iter().any(|&set| found == two.clients[set]), "round {round}: a mix");
    }
}
