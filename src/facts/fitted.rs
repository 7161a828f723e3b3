//! Facts of thousands of pages are kept at once: lists that grew item by item give back the room that nothing is in.

use super::PageFacts;

impl PageFacts {
    /// Gives back the room that lists of large items have left.
    pub(crate) fn fit(&mut self) {
        self.links.shrink_to_fit();
        self.types.shrink_to_fit();
        self.types.iter_mut().for_each(|it| it.properties.shrink_to_fit());
        self.enums.shrink_to_fit();
        self.enums.iter_mut().for_each(|it| it.members.shrink_to_fit());
        let Some(operation) = &mut self.operation else { return };
        operation.lines.shrink_to_fit();
        operation.permissions.shrink_to_fit();
        operation.body.properties.shrink_to_fit();
        operation.response.properties.shrink_to_fit();
        operation.examples.shrink_to_fit();
        operation.samples.shrink_to_fit();
        for rows in [
            &mut operation.headers,
            &mut operation.query_parameters,
            &mut operation.path_parameters,
            &mut operation.function_parameters,
        ] {
            rows.shrink_to_fit();
        }
    }
}
