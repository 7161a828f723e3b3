//! What the arguments of one call are called.

use super::apart;
use super::names::Name;
use super::steps::{Step, argument_name};
use crate::model::Parameter;

/// The names of the arguments of a function, then those of the query parameters that come with the call.
pub(crate) fn argument_names(step: Option<&Step<'_>>, query: &[Parameter]) -> Vec<Name> {
    let of_step = match step {
        Some(Step::Call { arguments, .. }) => *arguments,
        Some(Step::Literal(_) | Step::Key { .. } | Step::ColonPath { .. }) | None => &[],
    };
    let of_step = of_step.iter().map(|it| (argument_name(it), it.name.as_str()));
    let of_query = query.iter().map(|it| (Name::of(&it.name), it.name.as_str()));
    apart::settle(of_step.chain(of_query))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::rust::made_up::fixture::{parameter, path};
    use crate::emit::rust::naming::steps::steps;

    /// The names of the arguments of a path's last step and of a query.
    fn check(text: &str, query: &[&str]) -> String {
        let path = path(text);
        let query: Vec<Parameter> = query.iter().map(|name| parameter(name, "")).collect();
        let names = argument_names(steps(&path).last(), &query);
        let idents: Vec<String> = names.iter().map(|it| it.argument_ident().to_string()).collect();
        idents.join(" ")
    }

    #[test]
    fn arguments_of_a_function_stand_before_those_of_the_query() {
        assert_eq!(check("/a/at(start={s})", &["$id", "endTime"]), "start id end_time");
        assert_eq!(check("/a/{id}", &["target", "body", "type"]), "target_ body_ type_");
    }

    #[test]
    fn names_that_meet_are_told_apart() {
        assert_eq!(check("/a/at(day={s})", &["day"]), "day day_x3edab605");
        assert_eq!(check("/a", &["endtime", "endTime"]), "endtime end_time");
    }
}
