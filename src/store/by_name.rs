//! A few values by their names. There are tens of them; a tree map of the library for each kind would be kilobytes to download.

/// Values by name, in the order in which the names came.
pub(super) struct ByName<V>(Vec<(String, V)>);

impl<V> Default for ByName<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> ByName<V> {
    pub(super) fn get(&self, name: &str) -> Option<&V> {
        self.0.iter().find(|(each, _)| each == name).map(|(_, value)| value)
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(super) fn insert(&mut self, name: String, value: V) {
        match self.0.iter_mut().find(|(each, _)| *each == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }

    /// Whether something was there.
    pub(super) fn remove(&mut self, name: &str) -> bool {
        let place = self.0.iter().position(|(each, _)| each == name);
        place.map(|place| self.0.remove(place)).is_some()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(name, _)| name)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }
}
