//! Names of members of members.

/// A name on the way to a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) name: String,
    /// It is said to be a list: `owners[]`.
    pub(crate) is_list: bool,
}

/// The steps on the way to a member: `owner.name`, `owner[name]`, `owners[].name`, `owners[][name]`.
pub(crate) fn steps(name: &str) -> Vec<Step> {
    let step = |name: &str| Step { name: name.to_owned(), is_list: false };
    let mut steps: Vec<Step> = Vec::new();
    for part in name.split('.') {
        for (index, inner) in part.split('[').enumerate() {
            if let Some(last) = steps.last_mut().filter(|_| index > 0) {
                last.is_list |= inner.trim_start().starts_with(']');
            }
            let names = inner.split(']').map(str::trim).filter(|it| !it.is_empty());
            steps.extend(names.map(step));
        }
    }
    if steps.is_empty() { vec![step(name)] } else { steps }
}

/// The names of these.
pub(crate) fn way(name: &str) -> Vec<String> {
    steps(name).into_iter().map(|it| it.name).collect()
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn steps_are_parted_by_dots_and_brackets_and_empty_brackets_make_lists() {
        for (name, wanted) in [
            ("name", "name"),
            ("owner.name", "owner name"),
            ("owner[name]", "owner name"),
            ("owners[].name", "owners* name"),
            ("owners[][name]", "owners* name"),
            ("house[owners][]", "house owners*"),
            ("tags[ ]", "tags*"),
            ("", ""),
            ("[]", "[]"),
            ("a]b", "a b"),
        ] {
            let steps = steps(name).into_iter();
            let steps: Vec<_> =
                steps.map(|it| it.name + if it.is_list { "*" } else { "" }).collect();
            assert_eq!(steps.join(" "), wanted, "{name}");
        }
    }
}
