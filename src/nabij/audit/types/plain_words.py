"""Who looked and why, in plain words for the person it is about, in three languages. No name of staff."""

from datetime import date

from nabij.kernel.purposes import Purpose

LANGUAGES = ("nl", "fr", "en")

_ROLES: dict[str, tuple[str, str, str]] = {
    "contact_person": ("je contactpersoon", "votre personne de contact", "your contact person"),
    "case_manager": (
        "je begeleider bij het Sociaal Huis",
        "votre accompagnateur à la Maison sociale",
        "your case manager at the Social House",
    ),
    "social_worker": (
        "een maatschappelijk werker van het Sociaal Huis",
        "un assistant social de la Maison sociale",
        "a social worker of the Social House",
    ),
    "bridge_worker": (
        "een brugfiguur tussen school en gezin",
        "une personne relais entre l’école et la famille",
        "a bridge worker between school and home",
    ),
    "family_coach": ("een gezinscoach", "un coach familial", "a family coach"),
    "community_worker": ("een buurtwerker", "un travailleur de quartier", "a community worker"),
    "occupational_therapist": ("een ergotherapeut", "un ergothérapeute", "an occupational therapist"),
    "youth_worker": ("een jeugdwerker", "un travailleur de jeunesse", "a youth worker"),
    "street_worker": ("een straathoekwerker", "un travailleur de rue", "a street worker"),
    "caller": (
        "iemand van de belronde",
        "une personne de la tournée téléphonique",
        "a caller of a phone round",
    ),
    "volunteer": ("een vrijwilliger", "un bénévole", "a volunteer"),
    "volunteer_coordinator": (
        "de coördinator van de vrijwilligers",
        "le coordinateur des bénévoles",
        "the coordinator of the volunteers",
    ),
    "doorstep_visitor": (
        "iemand van de huisbezoeken",
        "une personne des visites à domicile",
        "somebody of the visits at home",
    ),
    "deliverer": (
        "iemand die pakketten brengt",
        "une personne qui livre les colis",
        "somebody who brings packages",
    ),
    "package_coordinator": (
        "de coördinator van de pakketten",
        "le coordinateur des colis",
        "the coordinator of the packages",
    ),
    "campaign_lead": ("de leiding van een actie", "le responsable d’une action", "the lead of a campaign"),
    "partner": ("een partnerorganisatie", "une organisation partenaire", "a partner organisation"),
    "therapist": ("een logopedist of psycholoog", "un logopède ou psychologue", "a therapist"),
    "provision_desk": ("het loket voor voordelen", "le guichet des avantages", "the desk for provisions"),
    "playground_planner": (
        "de planner van het speelplein",
        "le planificateur de la plaine de jeux",
        "the planner of the playground",
    ),
    "fund_decider": (
        "iemand die over een fonds beslist",
        "une personne qui décide d’un fonds",
        "somebody who decides on a fund",
    ),
    "finance": ("de financiële dienst", "le service financier", "the finance department"),
    "team_lead": ("de teamverantwoordelijke", "le responsable d’équipe", "the team lead"),
    "director": ("de directie", "la direction", "the director"),
    "policy_reader": ("een beleidsmedewerker", "un collaborateur de la politique", "a policy officer"),
    "researcher": ("een onderzoeker", "un chercheur", "a researcher"),
    "editor": ("een redacteur van de rechten", "un rédacteur des droits", "an editor of the rights"),
    "privacy_officer": (
        "de functionaris voor gegevensbescherming",
        "le délégué à la protection des données",
        "the privacy officer",
    ),
    "security_auditor": (
        "een auditor van de beveiliging",
        "un auditeur de la sécurité",
        "a security auditor",
    ),
    "administrator": ("een beheerder van het systeem", "un administrateur du système", "an administrator"),
    "system": (
        "het systeem zelf, zonder mens",
        "le système lui-même, sans personne",
        "the system itself, no person",
    ),
}
_NOBODY = ("iemand zonder account", "une personne sans compte", "somebody without an account")
_A_WORKER = ("een medewerker", "un collaborateur", "a member of staff")

_PURPOSES: dict[str, tuple[str, str, str]] = {
    Purpose.HELP: ("om jou te helpen", "pour vous aider", "to help you"),
    Purpose.INTAKE: (
        "omdat er een eerste vraag of signaal was",
        "parce qu’il y avait une première question ou un signal",
        "because there was a first question or signal",
    ),
    Purpose.WORK_LIST: (
        "je stond op een lijst van het werk van die dag",
        "vous étiez sur une liste du travail du jour",
        "you were on a list of the work of that day",
    ),
    Purpose.SEARCH: (
        "om iemand op te zoeken; je stond bij wat gevonden werd",
        "pour chercher quelqu’un ; vous étiez parmi les résultats",
        "to look somebody up; you were among what was found",
    ),
    Purpose.RIGHTS_CHECK: (
        "om te kijken waar je recht op hebt",
        "pour voir à quoi vous avez droit",
        "to see what you have a right to",
    ),
    Purpose.OUTREACH: (
        "om je te bellen, te bezoeken of een pakket te brengen",
        "pour vous appeler, vous rendre visite ou apporter un colis",
        "to call or visit you, or bring a package",
    ),
    Purpose.PARTNER_LIST: (
        "om lijsten van organisaties samen te leggen",
        "pour rassembler les listes d’organisations",
        "to put lists of organisations together",
    ),
    Purpose.SUPERVISION: (
        "om mee te kijken met een collega",
        "pour regarder avec un collègue",
        "to look along with a colleague",
    ),
    Purpose.OVERSIGHT: (
        "om na te gaan of met je gegevens goed wordt omgegaan",
        "pour vérifier que vos données sont bien traitées",
        "to check that your data are treated well",
    ),
    Purpose.OWN_REQUEST: ("omdat je het zelf vroeg", "à votre propre demande", "because you asked for it"),
    Purpose.EXCEPTION: (
        "uitzonderlijk, met een reden die bewaard is",
        "par exception, pour une raison qui est conservée",
        "by exception, with a reason that is kept",
    ),
    Purpose.UPKEEP: (
        "om het systeem in orde te houden",
        "pour maintenir le système en ordre",
        "to keep the system in order",
    ),
}

_TEXTS: dict[str, tuple[str, str, str]] = {
    "title": ("Wie keek in jouw gegevens?", "Qui a consulté vos données ?", "Who looked at your data?"),
    "intro": (
        "Elke keer dat iemand iets over jou las, staat hieronder. We noemen geen namen van medewerkers: "
        "je ziet hun functie. "
        "Begrijp je iets niet, of vind je iets vreemd? Vraag het ons. Je mag ook klagen bij de "
        "toezichthouder voor "
        "gegevensbescherming.",
        "Chaque fois que quelqu’un a lu quelque chose sur vous, cela figure ci-dessous. Nous ne donnons "
        "pas les noms du personnel : "
        "vous voyez leur fonction. Quelque chose n’est pas clair ou vous étonne ? Demandez-nous. Vous "
        "pouvez aussi porter plainte "
        "auprès de l’autorité de protection des données.",
        "Each time that somebody read about you stands below. We give no names of staff: you see what "
        "they do. Is something not "
        "clear, or strange? Ask us. You may also complain to the data protection authority.",
    ),
    "number": ("Jouw nummer", "Votre numéro", "Your number"),
    "made": ("Gemaakt op", "Établi le", "Made on"),
    "when": ("Wanneer", "Quand", "When"),
    "who": ("Wie", "Qui", "Who"),
    "why": ("Waarom", "Pourquoi", "Why"),
    "nobody": (
        "Niemand keek in jouw gegevens in deze periode.",
        "Personne n’a consulté vos données pendant cette période.",
        "Nobody looked at your data in this period.",
    ),
    "copy_title": (
        "Wat wij over jou bewaren",
        "Ce que nous conservons à votre sujet",
        "What we keep about you",
    ),
    "copy_intro": (
        "Dit is een kopie van alles wat wij over jou bewaren. Klopt iets niet, vraag ons om het te "
        "verbeteren. "
        "Je mag ook vragen om gegevens te wissen.",
        "Voici une copie de tout ce que nous conservons à votre sujet. Si quelque chose n’est pas exact, "
        "demandez-nous de le corriger. "
        "Vous pouvez aussi demander d’effacer des données.",
        "This is a copy of everything that we keep about you. If something is wrong, ask us to put it "
        "right. You may also ask us to "
        "erase data.",
    ),
    "nothing": (
        "Hier bewaren wij niets over jou.",
        "Ici, nous ne conservons rien.",
        "Here we keep nothing about you.",
    ),
    "yes": ("ja", "oui", "yes"),
    "no": ("nee", "non", "no"),
    "unknown": ("niet bekend", "inconnu", "not known"),
}


def text(name: str, language: str) -> str:
    """Return a fixed text of the overview."""
    return _TEXTS[name][_place(language)]


def who_in_words(roles: str, *, has_account: bool, language: str) -> str:
    """Return who looked, by the roles on the line: what somebody does here, never who it is."""
    place = _place(language)
    known = [_ROLES[role][place] for role in roles.split(",") if role in _ROLES]
    if known:
        return ", ".join(known)
    return (_A_WORKER if has_account else _NOBODY)[place]


def why_in_words(purpose: str, *, language: str) -> str:
    """Return a purpose in plain words."""
    return _PURPOSES[purpose][_place(language)]


def described_roles() -> frozenset[str]:
    """Return the codes of roles that have plain words."""
    return frozenset(_ROLES)


def described_purposes() -> frozenset[str]:
    """Return the purposes that have plain words."""
    return frozenset(_PURPOSES)


def day_in_figures(day: date) -> str:
    """Return a day as people here write it in figures."""
    return f"{day:%d/%m/%Y}"


def _place(language: str) -> int:
    return LANGUAGES.index(language) if language in LANGUAGES else 0
