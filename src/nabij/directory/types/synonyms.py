"""Words of daily life that lead to a need, in Dutch, French and English, as people type them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS = {
    "income": (
        "leefloon uitkering geld inkomen steun toeslag premie armoede pensioen revenu argent "
        "allocation aide income money benefit poor"
    ),
    "debts": (
        "schuld schulden afbetaling afbetalen deurwaarder budget budgetbeheer aanmaning rekeningen "
        "dettes huissier debt debts bailiff bills"
    ),
    "food": (
        "eten voedsel voedselpakket voedselbank maaltijd honger boodschappen restaurant nourriture "
        "repas manger food meal hungry groceries"
    ),
    "goods": (
        "kleren kleding meubels babyspullen luiers kringloop speelgoed huisraad tweedehands "
        "vetements meubles couches clothes furniture nappies"
    ),
    "housing": (
        "wonen woning huis huur huurwaarborg verhuizen dakloos uithuiszetting huisbaas logement "
        "loyer sans-abri housing rent homeless eviction landlord"
    ),
    "energy": (
        "energie gas elektriciteit stroom water verwarming factuur energiefactuur budgetmeter "
        "facture chauffage energy electricity heating bill"
    ),
    "health": (
        "dokter huisarts arts ziek gezondheid tandarts medicatie verpleging zwanger medecin sante "
        "dentiste malade doctor health dentist sick"
    ),
    "mental": (
        "psycholoog verdriet depressie stress angst rouw therapie zelfmoord praten psychologue "
        "tristesse angoisse sad depression anxiety psychologist grief"
    ),
    "addiction": (
        "verslaving drugs alcohol drank gokken verslaafd dependance alcool addiction drinking gambling"
    ),
    "care": (
        "thuiszorg poetshulp mantelzorg handicap beperking ouder ouderen senior rolstoel zorgbudget "
        "aide-menagere aines care disability elderly carer cleaning"
    ),
    "children": (
        "kind kinderen baby opvoeding opvang kinderopvang consultatiebureau ouders crèche kraamzorg "
        "enfant enfants bebe creche child children parents childcare"
    ),
    "school": (
        "school huiswerk schoolkosten leerling studie studietoelage leerkracht ecole devoirs "
        "homework pupil study"
    ),
    "work": (
        "werk job solliciteren vacature werkloos tewerkstelling vdab stage emploi travail chomage "
        "work unemployed"
    ),
    "dutch": (
        "nederlands taalles taal nt2 conversatie inburgering anderstalig neerlandais cours langue "
        "dutch language lesson"
    ),
    "digital": (
        "computer laptop internet itsme eid smartphone digitaal e-mail wifi ordinateur numerique "
        "digital online"
    ),
    "papers": (
        "verblijf papieren asiel vluchteling verblijfsvergunning gezinshereniging visum sejour "
        "asile refugie residence asylum refugee permit"
    ),
    "law": (
        "advocaat recht rechten juridisch scheiding rechtbank klacht contract avocat droit divorce "
        "tribunal lawyer legal court"
    ),
    "safety": (
        "geweld slaan mishandeling veilig vluchthuis stalking politie misbruik violence abus refuge "
        "abuse shelter unsafe"
    ),
    "meeting": (
        "alleen eenzaam ontmoeten buurthuis praatje buren babbel seul solitude rencontre lonely "
        "alone meet talk"
    ),
    "leisure": (
        "sport cultuur vrije tijd uitpas jeugdbeweging bibliotheek kamp zwemmen muziek voetbal "
        "loisirs culture library swimming leisure holiday"
    ),
    "transport": (
        "vervoer bus trein rijden mobiliteit fiets minder mobielen transport voiture velo bike mobility ride"
    ),
}

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {need: tuple(words.split()) for need, words in _WORDS.items()}
)
