//! Which attempts count, and by whom.

use std::collections::BTreeMap;

use doorstep_envelope::Digest;
use doorstep_scoring::KeyStatus;
use serde::Serialize;

use crate::entry::Call;
use crate::{Basis, Entry, pseudonyms};

/// How many attempts are left out, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Practice of the screens.
    pub tutorials: usize,
    /// Made after going back, after the debrief was read, or from the middle of an earlier attempt.
    pub repeats: usize,
    /// Not taken to the end.
    pub unfinished: usize,
    /// The same attempt of the same person once more.
    pub doubles: usize,
    /// Another attempt of the same person at the same call: the first counts.
    pub seconds: usize,
    /// Could not be read or scored: whoever reads files tells why, and adds them here.
    pub unusable: usize,
}

impl LeftOut {
    /// All of them.
    pub fn all(&self) -> usize {
        self.tutorials + self.repeats + self.unfinished + self.doubles + self.seconds + self.unusable
    }
}

/// The attempts that count, each by its person and its call.
#[derive(Clone, Debug)]
pub struct Pool<'a> {
    /// How many attempts were given.
    pub read: usize,
    /// Those that are left out.
    pub left_out: LeftOut,
    /// The people's pseudonyms, in their order; a person is a place in this list.
    pub people: Vec<String>,
    /// For each of them the word by which the caller knows them: for whoever keeps the names, never for a report.
    pub known_as: Vec<&'a str>,
    /// The calls, by id and version; a call is a place in this list.
    pub calls: Vec<&'a Call>,
    /// The attempts, by call and person.
    pub taken: Vec<Taken<'a>>,
    /// For each call the mean score.
    means: Vec<f64>,
    /// For each person the sum of what their scores lie above the calls' means, and how many there are.
    above: Vec<(f64, usize)>,
}

/// An attempt that counts.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'a> {
    /// The place of the call.
    pub call: usize,
    /// The place of the person.
    pub person: usize,
    /// The attempt.
    pub entry: &'a Entry,
}

impl<'a> Pool<'a> {
    /// Sorts out what counts. The order of the entries is of no matter, but where two attempts at one call have no time: then the first in
    /// the list counts as the first.
    pub fn of(entries: &'a [Entry]) -> Self {
        let mut left_out = LeftOut::default();
        let mut kept: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in entries {
            match entry {
                _ if entry.call.tutorial => left_out.tutorials += 1,
                _ if entry.repeat => left_out.repeats += 1,
                _ if !entry.ended => left_out.unfinished += 1,
                _ => kept.entry(&entry.person).or_default().push(entry),
            }
        }
        for attempts in kept.values_mut() {
            attempts.sort_by_key(|entry| entry.started.unwrap_or(u64::MAX));
            let mut seen: Vec<&Entry> = Vec::with_capacity(attempts.len());
            attempts.retain(|entry| {
                let double = seen.iter().any(|other| other.attempt == entry.attempt);
                let second = seen.iter().any(|other| other.call.id == entry.call.id);
                left_out.doubles += usize::from(double);
                left_out.seconds += usize::from(second && !double);
                seen.push(entry);
                !second && !double
            });
        }
        let mut people: Vec<(String, &str, Vec<&Entry>)> =
            pseudonyms(kept.values().map(|attempts| attempts.first().map_or_else(Digest::default, |entry| entry.attempt)))
                .into_iter()
                .zip(kept)
                .map(|(name, (person, attempts))| (name, person, attempts))
                .collect();
        people.sort_by(|one, other| one.0.cmp(&other.0));
        let mut calls: Vec<&Call> = people.iter().flat_map(|(_, _, attempts)| attempts).map(|entry| &*entry.call).collect();
        calls.sort_by_key(|call| call.versions());
        calls.dedup_by_key(|call| call.versions());
        let place = |call: &Call| calls.partition_point(|other| other.versions() < call.versions());
        let mut taken: Vec<Taken<'a>> = people
            .iter()
            .enumerate()
            .flat_map(|(person, (_, _, attempts))| attempts.iter().map(move |entry| (person, *entry)))
            .map(|(person, entry)| Taken { call: place(&entry.call), person, entry })
            .collect();
        taken.sort_by_key(|taken| (taken.call, taken.person));
        let mut pool = Self {
            read: entries.len(),
            left_out,
            known_as: people.iter().map(|(_, known_as, _)| *known_as).collect(),
            people: people.into_iter().map(|(name, _, _)| name).collect(),
            means: vec![0.0; calls.len()],
            above: Vec::new(),
            calls,
            taken,
        };
        pool.stand();
        pool
    }

    /// How people stand to the calls' means.
    fn stand(&mut self) {
        for call in 0..self.calls.len() {
            let scores: Vec<f64> = self.at(call).iter().filter_map(|taken| taken.entry.score).collect();
            self.means[call] = scores.iter().sum::<f64>() / (scores.len().max(1)) as f64;
        }
        let mut above = vec![(0.0, 0); self.people.len()];
        for taken in &self.taken {
            if let Some(score) = taken.entry.score {
                above[taken.person].0 += score - self.means[taken.call];
                above[taken.person].1 += 1;
            }
        }
        self.above = above;
    }

    /// The attempts at a call, by person.
    pub fn at(&self, call: usize) -> &[Taken<'a>] {
        let first = self.taken.partition_point(|taken| taken.call < call);
        let end = self.taken.partition_point(|taken| taken.call <= call);
        &self.taken[first..end]
    }

    /// How far a person's other scores lie above their calls' means, on average; nothing where there are none.
    pub(crate) fn elsewhere(&self, taken: &Taken<'_>) -> Option<f64> {
        let (mut sum, mut count) = self.above[taken.person];
        if let Some(score) = taken.entry.score {
            sum -= score - self.means[taken.call];
            count -= 1;
        }
        (count > 0).then(|| sum / count as f64)
    }

    /// Values over people: each person's own mean of what `of` says of their attempts.
    pub(crate) fn per_person(&self, of: impl Fn(&Taken<'a>) -> Option<f64>) -> Vec<f64> {
        let mut sums = vec![(0.0, 0_usize); self.people.len()];
        for taken in &self.taken {
            if let Some(value) = of(taken) {
                sums[taken.person].0 += value;
                sums[taken.person].1 += 1;
            }
        }
        sums.into_iter().filter(|(_, count)| *count > 0).map(|(sum, count)| sum / count as f64).collect()
    }

    /// What a table of all attempts rests on.
    pub(crate) fn basis(&self, band: &'static str) -> Basis {
        Basis { people: self.people.len(), attempts: self.taken.len(), keys: self.weakest(0..self.calls.len()), band }
    }

    /// What stands behind the weakest of some calls' keys.
    pub(crate) fn weakest(&self, calls: impl IntoIterator<Item = usize>) -> Option<KeyStatus> {
        let strength = |status: &KeyStatus| match status {
            KeyStatus::Illustrative => 0,
            KeyStatus::Panel => 1,
            KeyStatus::Approved => 2,
        };
        calls.into_iter().map(|call| self.calls[call].status).min_by_key(strength)
    }

    /// A call's title, with its version where there is more than one of it.
    pub(crate) fn name(&self, call: usize) -> String {
        let own = self.calls[call];
        let alike: Vec<&&Call> = self.calls.iter().filter(|other| other.id == own.id).collect();
        if alike.len() == 1 {
            return own.title.clone();
        }
        if alike.iter().filter(|other| other.version == own.version).count() == 1 {
            return format!("{} {}", own.title, own.version);
        }
        format!("{} {} ({:.8}, key {:.8})", own.title, own.version, own.digest, own.key_digest)
    }
}
