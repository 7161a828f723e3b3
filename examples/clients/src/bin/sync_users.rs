//! Keeps a file with the users' names in step with the service: `sync_users FILE`. The file's first line is where to go on.

use graph::Change;
use graph::models::User;
use std::collections::BTreeMap;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("sync_users FILE")?;
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let mut lines = kept.lines();
    let link = lines.next();
    let mut users: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(id, name)| (id.to_owned(), name.to_owned()))
        .collect();

    let delta = examples::client()?.users().delta().get().select(User::DISPLAY_NAME);
    let mut changes = match link {
        Some(link) => delta.resume(link),
        None => delta.start(),
    };
    while let Some(change) = changes.try_next().await? {
        match change {
            Change::Changed(User { id: Some(id), display_name, .. }) => {
                // A member that has not changed need not be sent.
                let name = users.entry(id).or_default();
                *name = display_name.unwrap_or(std::mem::take(name));
            }
            Change::Changed(_) => {}
            Change::Removed { id, .. } => drop(users.remove(&id)),
        }
    }
    let mut text = changes.delta_link().ok_or("the service gave no link for next time")?.to_owned();
    users.iter().for_each(|(id, name)| text.push_str(&format!("\n{id}\t{name}")));
    std::fs::write(file, text)?;
    println!("{} users", users.len());
    Ok(())
}
