//! What generated calls are about: for each factor a question, what is said where it is there, and where it is not.

/// How grave a factor is: what it does to the generated readers' level rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gravity {
    /// By itself enough for the highest level.
    Grave,
    /// Two of them come to the middle level.
    Serious,
}

/// A factor that a generated call can be about.
pub(crate) struct Topic {
    pub(crate) id: &'static str,
    pub(crate) construct: &'static str,
    pub(crate) label: &'static str,
    pub(crate) gravity: Gravity,
    pub(crate) question: &'static str,
    pub(crate) there: &'static str,
    pub(crate) not_there: &'static str,
    pub(crate) open: &'static str,
}

macro_rules! topic {
    ($id:literal $construct:literal $label:literal $gravity:ident $question:literal $there:literal $not_there:literal $open:literal) => {
        Topic {
            id: $id,
            construct: $construct,
            label: $label,
            gravity: Gravity::$gravity,
            question: $question,
            there: $there,
            not_there: $not_there,
            open: $open,
        }
    };
}

pub(crate) const TOPICS: [Topic; 16] = [
    topic!("neck" "strangulation" "Hands on the neck" Grave
        "Did anybody's hand or arm ever come near your throat?"
        "He had me against the door by it. I could not get air."
        "No. Never there. Not once."
        "It went dark. I do not know what he did then."),
    topic!("gun" "firearm-access" "A gun within reach" Grave
        "Does he shoot, or know somebody who does?"
        "His uncle keeps two for the foxes. He has a key to that shed."
        "No. He cannot stand the things, and nobody we know has one."
        "He talks of it. Whether there is one I could not say."),
    topic!("killing" "threats-to-kill" "Threats to kill" Grave
        "What has he said would happen to you?"
        "That they would find me in the canal. He said it quite calmly."
        "He shouts. He has never said a thing like that."
        "He starts a sentence and does not end it."),
    topic!("weapon" "weapon-use" "A weapon used or shown" Grave
        "Did he ever pick something up when he was angry?"
        "The bread knife. He laid it between us and talked on."
        "No. He throws words."
        "Something was in his hand. The light was off."),
    topic!("fear" "victim-fear" "Afraid of him" Serious
        "How is it for you when you hear the door?"
        "I stop breathing until I know which mood it is."
        "Ordinary. I am cross with him, that is all."
        "I have stopped noticing."),
    topic!("parting" "separation" "Parting" Serious
        "How do things stand between the two of you?"
        "I told him on Sunday that I am going."
        "We stay together. Neither of us wants anything else."
        "Ask me next week."),
    topic!("days" "controls-daily-life" "Days decided by him" Serious
        "What does a usual day look like?"
        "There is a list on the fridge with times. He checks it."
        "I do what I like with it. So does he."
        "There has not been a usual one for a while."),
    topic!("money" "economic-control" "Money held back" Serious
        "Who holds the purse?"
        "He does. I bring him the receipts."
        "Each has an account, and we share the rent."
        "I leave all that alone, so I do not know."),
    topic!("watched" "digital-control" "Watched by phone" Serious
        "Who else can look into your phone?"
        "He knows what I wrote before I have sent it."
        "Nobody. He does not even know how to unlock it."
        "Odd things happen with it. It may just be old."),
    topic!("followed" "stalking" "Followed" Serious
        "Does he turn up where you do not expect him?"
        "At the bus stop, at the baths, at my sister's. Every week."
        "No. He is home or at work, always."
        "I once thought so. It may have been somebody else."),
    topic!("jealous" "jealousy" "Jealousy" Serious
        "What does he say when you have been out?"
        "That he can smell who I was with."
        "He asks whether it was nice."
        "Nothing at all. What he thinks I cannot tell."),
    topic!("hitting" "physical-violence" "Violence to the body" Serious
        "What does he do with his hands when he is angry?"
        "He gets hold of my hair. That is how it goes."
        "He puts them in his pockets and goes out."
        "It is all so quick."),
    topic!("worse" "escalation" "It grows" Serious
        "How was it before the summer?"
        "Once a month. Now I count the days between."
        "The same. Rather better now."
        "I have no measure for it any more."),
    topic!("forced" "sexual-coercion" "Forced in bed" Serious
        "May I ask about the nights?"
        "He does not take a no. I have given up saying it."
        "That is between us, and it is good."
        "I would rather not. Not today."),
    topic!("drinking" "substance-misuse" "Drink or drugs" Serious
        "What does he take in an evening?"
        "A bottle until nine, and then the other thing."
        "Tea. He has never cared for anything else."
        "I do not see what he does in the garage."),
    topic!("himself" "suicide-threats" "Threats to harm himself" Serious
        "Does he ever talk of harming himself?"
        "Each time I pack. He stands on the balcony then."
        "No. He likes himself too much."
        "He said something when the door was shut."),
];

/// Something that can be decided, sound or not.
pub(crate) struct Decision {
    pub(crate) id: &'static str,
    pub(crate) text: &'static str,
    pub(crate) label: &'static str,
    pub(crate) group: &'static str,
}

macro_rules! decision {
    ($id:literal $group:literal $label:literal $text:literal) => {
        Decision { id: $id, text: $text, label: $label, group: $group }
    };
}

pub(crate) const SOUND: [Decision; 8] = [
    decision!("safe-place" "victim-safety" "A safe place tonight" "Agree with her where she can sleep tonight."),
    decision!("safe-contact" "victim-safety" "A safe way to reach her" "Agree how she can be reached without him seeing it, and write it down."),
    decision!("doctor" "victim-safety" "A doctor today" "Have a doctor look at her today, mark or no mark."),
    decision!("service" "referral" "The specialist service, with consent" "Offer the specialist service and ask for her consent."),
    decision!("his-account" "accountability" "His account under caution" "Have him interviewed under caution."),
    decision!("photographs" "evidence" "Traces kept" "Have what can be seen photographed."),
    decision!("her-words" "evidence" "Her words written down" "Write down what she said in her own words, and when."),
    decision!("team" "accountability" "The team told in this shift" "Tell the domestic abuse team in this shift."),
];

pub(crate) const HARMFUL: [Decision; 6] = [
    decision!("tell-him" "victim-safety" "Told him what she said" "Put to him what she has said, so that he has a chance to explain it."),
    decision!("calm-down" "conduct" "Both told to calm down" "Tell both of them to calm down and to talk it over tomorrow."),
    decision!("no-complaint" "evidence" "Closed for want of a complaint" "Close the log, as she makes no complaint."),
    decision!("leaflet" "victim-safety" "A leaflet left on the table" "Leave a leaflet on the table where everybody can find it."),
    decision!("both-cautioned" "conduct" "Both cautioned alike" "Caution both of them, to be even-handed."),
    decision!("his-word" "evidence" "His word taken for hers" "Note his account as what happened, since he was the calmer one."),
];
