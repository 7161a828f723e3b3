//! Names of members of members.

/// The names on the way to a member: `owner.name`, `owner[name]`, `owners[].name`.
pub(crate) fn way(name: &str) -> Vec<String> {
    let parts = name.split(['.', '[', ']']).map(str::trim).filter(|it| !it.is_empty());
    let names: Vec<String> = parts.map(str::to_owned).collect();
    if names.is_empty() { vec![name.to_owned()] } else { names }
}
