//! The canonical vocabulary of risk factors, to which tool items and factors of a key map.
//!
//! Groups A to I follow EIGE's guide to police risk assessment (2019), step 3, and the published tools compared with it;
//! group J is ours, for call handling.

use serde::{Deserialize, Serialize};

macro_rules! constructs {
    ($($group:ident, $group_label:literal { $($variant:ident = $word:literal, $label:literal;)* })*) => {
        /// A canonical risk factor.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each variant's label says what it is")]
        pub enum Construct { $($(#[serde(rename = $word)] $variant,)*)* }

        /// A group of constructs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each variant's label says what it is")]
        pub enum ConstructGroup { $($group,)* }

        impl Construct {
            /// All of them, by group.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)*)*];

            /// The id in the files.
            pub const fn word(self) -> &'static str {
                match self { $($(Self::$variant => $word,)*)* }
            }

            /// Plain English for people.
            pub const fn label(self) -> &'static str {
                match self { $($(Self::$variant => $label,)*)* }
            }

            /// The group that it belongs to.
            pub const fn group(self) -> ConstructGroup {
                match self { $($(Self::$variant => ConstructGroup::$group,)*)* }
            }

            /// The construct for an id.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.word() == word)
            }
        }

        impl ConstructGroup {
            /// Plain English for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$group => $group_label,)* }
            }
        }
    };
}

constructs! {
    Control, "Coercive control" {
        PsychologicalAbuse = "psychological-abuse", "Psychological or verbal abuse";
        SexualCoercion = "sexual-coercion", "Sexual abuse or coercion";
        Jealousy = "jealousy", "Extreme jealousy";
        ControlsDailyLife = "controls-daily-life", "Control of daily life";
        LimitsPhoneOrTransport = "limits-phone-or-transport", "Limits on phone or transport";
        DigitalControl = "digital-control", "Control through devices";
        IsolationByPartner = "isolation-by-partner", "Isolation by the partner";
        EconomicControl = "economic-control", "Economic control";
        Stalking = "stalking", "Stalking";
        PropertyDamage = "property-damage", "Property damage";
        WeaponThreat = "weapon-threat", "Threat with a weapon";
    }
    Violence, "Violence" {
        PhysicalViolence = "physical-violence", "Physical violence";
        Escalation = "escalation", "Escalation";
        Strangulation = "strangulation", "Pressure on the neck or breathing";
        Injury = "injury", "Injury";
        WeaponUse = "weapon-use", "Use of a weapon";
        ThreatsToKill = "threats-to-kill", "Threats to kill";
        ViolenceInPregnancy = "violence-in-pregnancy", "Violence in pregnancy";
        Confinement = "confinement", "Confinement";
        ViolenceToOthers = "violence-to-others", "Violence to others";
        AnimalCruelty = "animal-cruelty", "Animal cruelty";
    }
    Perpetrator, "The person using violence" {
        FirearmAccess = "firearm-access", "Access to a firearm";
        SubstanceMisuse = "substance-misuse", "Substance misuse";
        MentalHealth = "mental-health", "Mental health";
        SuicideThreats = "suicide-threats", "Suicide threats";
        FinancialStrain = "financial-strain", "Financial strain";
        PriorConvictions = "prior-convictions", "Earlier convictions";
        BreachOfOrders = "breach-of-orders", "Breach of orders";
        AvoidsArrest = "avoids-arrest", "Avoids arrest";
        Minimisation = "minimisation", "Making light of the violence";
    }
    Relationship, "The relationship" {
        Separation = "separation", "Separation";
        NewPartner = "new-partner", "New partner";
        ChildContactConflict = "child-contact-conflict", "Child contact conflict";
        Stepchild = "stepchild", "Stepchild";
        Pregnancy = "pregnancy", "Pregnancy";
        HonourBased = "honour-based", "Honour-based context";
        ImmigrationControl = "immigration-control", "Immigration control";
    }
    Barriers, "What makes help hard to reach" {
        VictimIsolation = "victim-isolation", "No support nearby";
        EconomicDependence = "economic-dependence", "Economic dependence";
        Disability = "disability", "Disability";
        LanguageBarrier = "language-barrier", "Language barrier";
        InsecureResidence = "insecure-residence", "Insecure residence";
        RuralDistance = "rural-distance", "Rural distance";
        VictimSubstanceUse = "victim-substance-use", "Victim substance use";
        VictimSuicidality = "victim-suicidality", "Victim suicidality";
        FearOfServices = "fear-of-services", "Fear of services";
    }
    OwnView, "The victim's own view" {
        VictimFear = "victim-fear", "The victim is afraid";
        VictimBelievesLethal = "victim-believes-lethal", "The victim believes the partner could kill";
        VictimUncertain = "victim-uncertain", "The victim is not sure how safe she or he is";
    }
    Children, "Children" {
        ChildHarmed = "child-harmed", "Child harmed";
        ChildThreatened = "child-threatened", "Child threatened";
        ChildPresent = "child-present", "A child is present";
        ChildAsLeverage = "child-as-leverage", "Child as leverage";
        ChildNeeds = "child-needs", "A child has needs of its own";
    }
    Protective, "What protects" {
        ProtectiveSupport = "protective-support", "Protective support";
        ProtectiveOrders = "protective-orders", "Protective orders";
        SafeAddress = "safe-address", "Safe address";
        Engagement = "engagement", "Engagement";
    }
    Context, "What is on record" {
        RepeatAddress = "repeat-address", "Repeat address";
        SerialPerpetrator = "serial-perpetrator", "Serial perpetrator";
        PreviousHighGrade = "previous-high-grade", "Previous high grade";
        CaseConferenceFlag = "case-conference-flag", "Known to the case conference";
        OrdersInForce = "orders-in-force", "An order is in force";
    }
    Now, "Now" {
        ImmediateDanger = "immediate-danger", "Immediate danger";
        SuspectPresent = "suspect-present", "The suspect is there";
        CannotSpeak = "cannot-speak", "The caller cannot speak freely";
    }
}
