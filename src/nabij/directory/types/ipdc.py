"""The words of the national catalogue of products and services (IPDC-LPDC): names, kinds, code lists.

Source: implementation model and code lists of IPDC-LPDC, repository Informatievlaanderen/ipdc-lpdc
(commit f6071c15), under the Flemish model licence for free re-use v1.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LPDC = "https://productencatalogus.data.vlaanderen.be/ns/ipdc-lpdc#"
DCT = "http://purl.org/dc/terms/"
SCHEMA = "http://schema.org/"
M8G = "http://data.europa.eu/m8g/"
CPSV = "http://purl.org/vocab/cpsv#"
ADRES = "https://data.vlaanderen.be/ns/adres#"
SHACL = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
LOCN = "http://www.w3.org/ns/locn#"
PROV = "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"
CONCEPT = "https://productencatalogus.data.vlaanderen.be/id/concept/"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
NUTS = "http://data.europa.eu/nuts/code/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "lpdcExt": LPDC,
        "lpdc": LPDC,
        "ipdc": LPDC,
        "dct": DCT,
        "dcterms": DCT,
        "dc": DCT,
        "schema": SCHEMA,
        "m8g": M8G,
        "cpsv": CPSV,
        "adres": ADRES,
        "sh": SHACL,
        "shacl": SHACL,
        "skos": SKOS,
        "rdfs": RDFS,
        "locn": LOCN,
        "prov": PROV,
        "dcat": "http://www.w3.org/ns/dcat#",
        "pav": "http://purl.org/pav/",
        "ps": "http://vocab.belgif.be/ns/publicservice#",
        "tree": "https://w3id.org/tree#",
    }
)

TERMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "member": ("https://w3id.org/tree#member", "http://www.w3.org/ns/hydra/core#member"),
        "isVersionOf": (DCT + "isVersionOf",),
        "generatedAtTime": (PROV + "generatedAtTime",),
        "naam": (DCT + "title", SCHEMA + "name", "http://xmlns.com/foaf/0.1/name"),
        "beschrijving": (DCT + "description", SCHEMA + "description"),
        "verdereBeschrijving": (LPDC + "additionalDescription",),
        "uitzonderingen": (LPDC + "exception",),
        "regelgevingTekst": (LPDC + "regulation",),
        "prefLabel": (SKOS + "prefLabel", RDFS + "label"),
        "aangemaaktDoor": ("http://purl.org/pav/createdBy",),
        "linkedConcept": (DCT + "source",),
        "creatie": (SCHEMA + "dateCreated",),
        "laatstGewijzigd": (SCHEMA + "dateModified",),
        "startDienstVerlening": (SCHEMA + "startDate",),
        "eindeDienstVerlening": (SCHEMA + "endDate",),
        "gearchiveerd": (LPDC + "isArchived",),
        "productnummer": (SCHEMA + "productID",),
        "bevoegdeOverheden": (M8G + "hasCompetentAuthority",),
        "uitvoerendeOverheden": (LPDC + "hasExecutingAuthority",),
        "bevoegdBestuursniveaus": (LPDC + "competentAuthorityLevel",),
        "uitvoerendBestuursniveaus": (LPDC + "executingAuthorityLevel",),
        "geografischToepassingsgebieden": (DCT + "spatial",),
        "doelgroepen": (LPDC + "targetAudience",),
        "themas": (M8G + "thematicArea",),
        "type": (DCT + "type",),
        "talen": (DCT + "language",),
        "tags": (LPDC + "instanceTag", LPDC + "conceptTag"),
        "publicatiekanalen": (LPDC + "publicationMedium",),
        "yourEuropeCategorieen": (LPDC + "yourEuropeCategory",),
        "zoektermen": ("http://www.w3.org/ns/dcat#keyword",),
        "voorwaarden": ("http://vocab.belgif.be/ns/publicservice#hasRequirement",),
        "bewijs": (M8G + "hasSupportingEvidence",),
        "procedures": (CPSV + "follows",),
        "websites": (RDFS + "seeAlso", LPDC + "hasWebsite"),
        "kosten": (M8G + "hasCost",),
        "financieleVoordelen": (CPSV + "produces",),
        "regelgeving": (M8G + "hasLegalResource",),
        "contactgegevens": (M8G + "hasContactPoint",),
        "adres": (LPDC + "address",),
        "email": (SCHEMA + "email",),
        "telefoonnummer": (SCHEMA + "telephone",),
        "openingsuren": (SCHEMA + "openingHours",),
        "url": (SCHEMA + "url",),
        "order": (SHACL + "order",),
        "straatnaam": (ADRES + "Straatnaam", LOCN + "thoroughfare"),
        "huisnummer": (ADRES + "Adresvoorstelling.huisnummer",),
        "busnummer": (ADRES + "Adresvoorstelling.busnummer",),
        "postcode": (ADRES + "postcode", LOCN + "postCode"),
        "gemeentenaam": (ADRES + "gemeentenaam", LOCN + "postName"),
        "land": (ADRES + "land", LOCN + "adminUnitL1"),
    }
)
"""Names in the catalogue's own context, and the addresses that mean the same; we write the first."""

TERM_OF: Mapping[str, str] = MappingProxyType({iri: term for term, iris in TERMS.items() for iri in iris})

INSTANCE, CONCEPT_KIND, AUTHORITY = "InstantieSnapshot", "ConceptSnapshot", "Bestuur"
TYPE_OF: Mapping[str, str] = MappingProxyType(
    {
        LPDC + "InstancePublicServiceSnapshot": INSTANCE,
        LPDC + "InstancePublicService": INSTANCE,
        "http://purl.org/vocab/cpsv#PublicService": INSTANCE,
        "InstantieSnapshot": INSTANCE,
        "Instantie": INSTANCE,
        LPDC + "ConceptualPublicServiceSnapshot": CONCEPT_KIND,
        LPDC + "ConceptualPublicService": CONCEPT_KIND,
        "ConceptSnapshot": CONCEPT_KIND,
        "Concept": CONCEPT_KIND,
        M8G + "PublicOrganisation": AUTHORITY,
    }
)

LANGUAGE_CODES: Mapping[str, str] = MappingProxyType(
    {
        **{"NLD": "nl", "FRA": "fr", "DEU": "de", "ENG": "en", "ARA": "ar", "TUR": "tr", "UKR": "uk"},
        **{"RUS": "ru", "POL": "pl", "RON": "ro", "BUL": "bg", "SPA": "es", "POR": "pt", "ITA": "it"},
        **{"SQI": "sq", "FAS": "fa", "PUS": "ps", "SOM": "so", "TIR": "ti", "VGT": "vgt"},
    }
)
"""ISO 639-3 codes of the authority list of the EU, and ours."""
EXPORTED_LANGUAGES = ("NLD", "DEU", "ENG", "FRA")
"""The catalogue takes these four; other languages stand in the description."""

THEMES: Mapping[str, str] = MappingProxyType(
    {
        "money": "WelzijnGezondheid",
        "living": "BouwenWonen",
        "health": "WelzijnGezondheid",
        "children": "OnderwijsWetenschap",
        "work": "EconomieWerk",
        "law": "BurgerOverheid",
        "people": "CultuurSportVrijeTijd",
    }
)
"""The theme of the catalogue for each of our life domains."""

_ARRONDISSEMENTS: Mapping[str, str] = MappingProxyType(
    {
        **{"11": "BE211", "12": "BE212", "13": "BE213", "71": "BE221", "72": "BE222", "73": "BE223"},
        **{"41": "BE231", "42": "BE232", "43": "BE233", "44": "BE234", "45": "BE235", "46": "BE236"},
        **{"23": "BE241", "24": "BE242", "31": "BE251", "32": "BE252", "33": "BE253", "34": "BE254"},
        **{"35": "BE255", "36": "BE256", "37": "BE257", "38": "BE258"},
    }
)
_PROVINCES: Mapping[str, str] = MappingProxyType(
    {
        "antwerp": "BE21",
        "limburg": "BE22",
        "east_flanders": "BE23",
        "flemish_brabant": "BE24",
        "west_flanders": "BE25",
    }
)


def area_code(nis_code: int, province: str) -> str:
    """The NUTS/LAU code of a Flemish municipality (BE25434022); of its province without a NIS number."""
    nis = f"{nis_code:05d}"
    if nis[:2] in _ARRONDISSEMENTS:
        return _ARRONDISSEMENTS[nis[:2]] + nis
    return _PROVINCES.get(province, "")
