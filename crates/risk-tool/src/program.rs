//! Running compiled rules: one pass over whole numbers, forward only, so that every program ends and none can panic.
//!
//! A program is a row of instructions, each a number of [`op`] and its operands. It keeps numbers in 256 places and the scales beside
//! them. What stands outside the program, a place or an item that there is none of, reads as 0 and is written nowhere.

use crate::evaluate::{MOST_ITEMS, MOST_RULES, MOST_SCALES, MOST_STEPS, ScaleState};
use crate::{Answer, Earlier, LevelIndex, Outcome, ToolResult};

/// The instructions. `P` stands for a place, `S` for a scale, `M` for a set of answers (two numbers, the lower half first).
pub(crate) mod op {
    /// P n (item M)*n: how many of the items have one of the answers.
    pub(crate) const COUNT: i32 = 1;
    /// P n (item M)*n: the same, of those that had none of the answers in the earlier run.
    pub(crate) const NEWLY: i32 = 2;
    /// P k: 1 if the place holds at least k, else 0.
    pub(crate) const AT_LEAST: i32 = 3;
    /// P S from to: 1 if the scale can be worked out and lies within.
    pub(crate) const SCALE: i32 = 4;
    /// P level: 1 if the earlier run came to at least this level.
    pub(crate) const EARLIER: i32 = 5;
    /// P n: 1 if the n places after P all hold something else than 0.
    pub(crate) const ALL: i32 = 6;
    /// P n: 1 if one of the n places after P does.
    pub(crate) const ANY: i32 = 7;
    /// P n item*n: takes the items out of the form if the place holds 0.
    pub(crate) const ASK: i32 = 8;
    /// P which: the tool is not for this case if the place holds 0.
    pub(crate) const APPLIES: i32 = 9;
    /// S kind M n (item m (answer points)*m)*n: adds up a scale; kind 1 takes the highest instead.
    pub(crate) const SUM: i32 = 10;
    /// S policy most rounding: deals with what is missing.
    pub(crate) const FINISH: i32 = 11;
    /// S P points: adds points if the place holds something else than 0.
    pub(crate) const ADD: i32 = 12;
    /// S least most: keeps the scale within bounds.
    pub(crate) const CLAMP: i32 = 13;
    /// rule P level flags: fires; flag 1 says that it always does, flag 2 that it is mandatory.
    pub(crate) const FIRE: i32 = 14;
    /// S: the result needs this scale.
    pub(crate) const NEEDS: i32 = 15;
    /// The officer's judgement gives the level.
    pub(crate) const JUDGED: i32 = 16;
    /// step P: the step's condition holds if the place holds something else than 0.
    pub(crate) const STEP: i32 = 17;
    /// P: 1.
    pub(crate) const ALWAYS: i32 = 18;

    /// `FINISH`: missing answers give no points.
    pub(crate) const ZERO: i32 = 0;
    /// `FINISH`: a missing answer blocks the scale.
    pub(crate) const BLOCK: i32 = 1;
    /// `FINISH`: the points are scaled up.
    pub(crate) const PRORATE: i32 = 2;
}

/// The code of an item that is not asked in this case: it belongs to no set of answers.
pub(crate) const OUT: u8 = 7;

struct Reader<'a> {
    code: &'a [i32],
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> i32 {
        let value = self.code.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        value
    }

    fn place(&mut self) -> usize {
        self.next() as u8 as usize
    }

    fn set(&mut self) -> u64 {
        let low = self.next() as u32;
        u64::from(self.next() as u32) << 32 | u64::from(low)
    }

    /// How often something is repeated; a number that the rest of the program cannot hold ends with it.
    fn times(&mut self) -> usize {
        let times = usize::try_from(self.next()).unwrap_or(0);
        times.min(self.code.len().saturating_sub(self.at))
    }
}

/// Runs a program over the codes of a sheet.
pub(crate) fn run(program: &[i32], given: &mut [u8; MOST_ITEMS], earlier: Option<&Earlier<'_>>, highest: LevelIndex) -> ToolResult {
    let mut reader = Reader { code: program, at: 0 };
    let mut places = [0i32; 256];
    let mut scales = [ScaleState::default(); MOST_SCALES];
    let mut result = ToolResult { outcome: Outcome::Level(LevelIndex(0)), fired: 0, floor: None, steps: 0, scales };
    let (mut level, mut above) = (LevelIndex(0), LevelIndex(0));
    let (mut is_judged, mut is_blocked, mut not_for) = (false, false, None);
    while reader.at < program.len() {
        match reader.next() {
            op @ (op::COUNT | op::NEWLY) => {
                let place = reader.place();
                let mut count = 0;
                for _ in 0..reader.times() {
                    let item = reader.place();
                    let set = reader.set();
                    let is_in = set >> given[item] & 1 == 1;
                    count += i32::from(is_in && (op == op::COUNT || set >> code_before(earlier, item) & 1 == 0));
                }
                places[place] = count;
            }
            op::AT_LEAST => {
                let place = reader.place();
                places[place] = i32::from(places[place] >= reader.next());
            }
            op::SCALE => {
                let (place, scale) = (reader.place(), reader.place() % MOST_SCALES);
                let within = reader.next()..=reader.next();
                places[place] = i32::from(!scales[scale].blocked && within.contains(&scales[scale].value));
            }
            op::EARLIER => {
                let (place, least) = (reader.place(), reader.next());
                let level = earlier.and_then(|earlier| earlier.level);
                places[place] = i32::from(level.is_some_and(|level| i32::from(level.0) >= least));
            }
            op @ (op::ALL | op::ANY) => {
                let (place, n) = (reader.place(), reader.place());
                let mut parts = places.iter().skip(place + 1).take(n);
                places[place] = i32::from(if op == op::ALL { parts.all(|part| *part != 0) } else { parts.any(|part| *part != 0) });
            }
            op::ASK => {
                let is_asked = places[reader.place()] != 0;
                for _ in 0..reader.times() {
                    let item = reader.place();
                    if !is_asked {
                        given[item] = OUT;
                    }
                }
            }
            op::APPLIES => {
                let (place, which) = (reader.place(), reader.place());
                if places[place] == 0 && not_for.is_none() {
                    not_for = Some(which as u8);
                }
            }
            op::SUM => {
                let scale = reader.place() % MOST_SCALES;
                scales[scale] = sum(&mut reader, given);
            }
            op::FINISH => {
                let scale = &mut scales[reader.place() % MOST_SCALES];
                let (policy, most, rounding) = (reader.next(), reader.next(), reader.next());
                finish(scale, policy, most, rounding);
            }
            op::ADD => {
                let scale = reader.place() % MOST_SCALES;
                let (place, points) = (reader.place(), reader.next());
                if places[place] != 0 {
                    scales[scale].value = scales[scale].value.saturating_add(points);
                }
            }
            op::CLAMP => {
                let scale = &mut scales[reader.place() % MOST_SCALES];
                let (least, most) = (reader.next(), reader.next());
                scale.value = scale.value.min(most).max(least);
            }
            op::FIRE => {
                let rule = reader.place() % MOST_RULES;
                let place = reader.place();
                let given_level = LevelIndex(reader.next() as u8).min(highest);
                let flags = reader.next();
                if places[place] != 0 {
                    result.fired |= 1 << rule;
                    level = level.max(given_level);
                    if flags & 1 == 0 {
                        above = above.max(given_level);
                    }
                    if flags & 2 != 0 {
                        result.floor = result.floor.max(Some(given_level));
                    }
                }
            }
            op::NEEDS => is_blocked |= scales[reader.place() % MOST_SCALES].blocked,
            op::JUDGED => is_judged = true,
            op::STEP => {
                let (step, place) = (reader.place() % MOST_STEPS, reader.place());
                result.steps |= u64::from(places[place] != 0) << step;
            }
            op::ALWAYS => places[reader.place()] = 1,
            _ => {}
        }
    }
    result.scales = scales;
    result.outcome = match (not_for, is_judged, is_blocked) {
        (Some(which), _, _) => Outcome::NotApplicable(which),
        (None, true, _) => Outcome::Judged,
        (None, false, false) => Outcome::Level(level),
        // What a rule gives that always fires says nothing about a case of which too little is known.
        (None, false, true) if above > LevelIndex(0) => Outcome::AtLeast(above),
        (None, false, true) => Outcome::NotScorable,
    };
    result
}

fn code_before(earlier: Option<&Earlier<'_>>, item: usize) -> u8 {
    earlier.and_then(|earlier| earlier.answers.get(item)).copied().unwrap_or_default().code()
}

fn sum(reader: &mut Reader<'_>, given: &[u8; MOST_ITEMS]) -> ScaleState {
    let takes_highest = reader.next() == 1;
    let missing = reader.set();
    let mut scale = ScaleState::default();
    let mut first = true;
    for _ in 0..reader.times() {
        let item = reader.place();
        let code = given[item];
        let (mut points, mut best) = (0i32, 0i32);
        for _ in 0..reader.times() {
            let (answer, worth) = (reader.next(), reader.next());
            best = best.max(worth);
            if answer == i32::from(code) {
                points = worth;
            }
        }
        // An item that does not apply gives nothing and could have given nothing.
        if code == OUT || code & 7 == Answer::NotApplicable as u8 {
            continue;
        }
        scale.possible = scale.possible.saturating_add(best);
        if missing >> code & 1 == 1 {
            scale.missing = scale.missing.saturating_add(1);
            continue;
        }
        scale.answered = scale.answered.saturating_add(best);
        scale.value = match takes_highest {
            false => scale.value.saturating_add(points),
            true if first => points,
            true => scale.value.max(points),
        };
        first = false;
    }
    scale.raw = scale.value;
    scale
}

fn finish(scale: &mut ScaleState, policy: i32, most: i32, rounding: i32) {
    scale.blocked = match policy {
        op::BLOCK => scale.missing > 0,
        op::PRORATE => i32::from(scale.missing) > most || scale.missing > 0 && scale.answered <= 0,
        _ => false,
    };
    if policy == op::PRORATE && !scale.blocked && scale.missing > 0 {
        scale.value = prorated(scale.value, scale.answered, scale.possible, rounding);
    }
}

/// `value * possible / answered`, rounded, and never more than what is possible.
pub(crate) fn prorated(value: i32, answered: i32, possible: i32, rounding: i32) -> i32 {
    let (scaled, by) = (i64::from(value) * i64::from(possible), i64::from(answered.max(1)));
    let rounded = match rounding {
        1 => scaled.div_euclid(by),
        2 => -(-scaled).div_euclid(by),
        _ => (2 * scaled + by).div_euclid(2 * by),
    };
    i32::try_from(rounded.min(i64::from(possible))).unwrap_or(i32::MIN)
}
