//! In what order a service sends members. It is hardly ever the documented one, and nearly always the same.

/// For the types of a text, which member came behind which.
#[derive(Debug, Default)]
pub(super) struct Orders(Vec<Order>);

#[derive(Debug)]
struct Order {
    /// Where the type's names are, and how many: a type is known by that.
    names: (usize, usize),
    /// At the place of a member, plus one, that of the member that came behind it last time.
    next: Vec<usize>,
}

impl Orders {
    /// Where the order of a type's members is remembered.
    pub(super) fn of(&mut self, names: &'static [&'static str]) -> usize {
        let known = (names.as_ptr().addr(), names.len());
        let place = self.0.iter().position(|it| it.names == known);
        place.unwrap_or_else(|| {
            self.0.push(Order { names: known, next: (0..=names.len()).collect() });
            self.0.len() - 1
        })
    }

    /// Where a name is, behind the last one.
    pub(super) fn find(
        &mut self,
        order: usize,
        names: &[&str],
        last: Option<usize>,
        name: &str,
    ) -> Option<usize> {
        let next = self.0.get_mut(order)?.next.get_mut(last.map_or(0, |it| it + 1))?;
        if names.get(*next).is_none_or(|it| *it != name) {
            *next = names.iter().position(|it| *it == name)?;
        }
        Some(*next)
    }
}
