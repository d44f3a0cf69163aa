"""Polish words for kinds of units and facts, in the cases that sentences need. No Django."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Noun:
    """`with_it`: the pronoun in «a z nim»."""

    nominative: str
    accusative: str
    genitive: str
    with_it: str = "nim"


KINDS: Final = {
    "departament": Noun("departament", "departament", "departamentu"),
    "wydzial": Noun("wydział", "wydział", "wydziału"),
    "referat": Noun("referat", "referat", "referatu"),
    "oddzial": Noun("oddział", "oddział", "oddziału"),
    "zespol": Noun("zespół", "zespół", "zespołu"),
    "dzial": Noun("dział", "dział", "działu"),
    "biuro": Noun("biuro", "biuro", "biura"),
    "centrum": Noun("centrum", "centrum", "centrum"),
    "kancelaria": Noun("kancelaria", "kancelarię", "kancelarii", "nią"),
    "sekcja": Noun("sekcja", "sekcję", "sekcji", "nią"),
    "pracownia": Noun("pracownia", "pracownię", "pracowni", "nią"),
    "inspektorat": Noun("inspektorat", "inspektorat", "inspektoratu"),
    "sekretariat": Noun("sekretariat", "sekretariat", "sekretariatu"),
    "samodzielne-stanowisko": Noun("samodzielne stanowisko", "samodzielne stanowisko", "samodzielnego stanowiska"),
    "samodzielne-stanowiska": Noun(
        "samodzielne stanowiska", "samodzielne stanowiska", "samodzielnych stanowisk", "nimi"
    ),
    "stanowisko": Noun("stanowisko", "stanowisko", "stanowiska"),
    "stanowiska": Noun("stanowiska", "stanowiska", "stanowisk", "nimi"),
    "inna": Noun("komórka organizacyjna", "komórkę organizacyjną", "komórki organizacyjnej", "nią"),
}
OTHER: Final = KINDS["inna"]
CHANNELS: Final = {
    "telefon": Noun("telefon", "telefon", "telefonu"),
    "faks": Noun("faks", "faks", "faksu"),
    "komorka": Noun("telefon komórkowy", "telefon komórkowy", "telefonu komórkowego"),
    "e-mail": Noun("adres e-mail", "adres e-mail", "adresu e-mail"),
    "e-doreczenia": Noun("adres do e-Doręczeń", "adres do e-Doręczeń", "adresu do e-Doręczeń"),
    "epuap": Noun("skrytka ePUAP", "skrytkę ePUAP", "skrytki ePUAP", "nią"),
    "www": Noun("strona WWW", "stronę WWW", "strony WWW", "nią"),
}
ROLES: Final = {
    "redaktor": "redaktor BIP",
    "iod": "inspektor ochrony danych",
    "dostepnosc": "koordynator dostępności",
}
FATES: Final = {"merged": "Połączono z", "split": "Podzielono na", "renamed": "Zastąpiono przez"}
NO_SUCCESSOR: Final = "Nic tego nie zastąpiło."
# What a statement of accessibility says, by the names of `publishing.document.Declaration`.
DECLARED: Final = {
    "site_published_on": "data publikacji strony internetowej",
    "site_updated_on": "data ostatniej istotnej aktualizacji",
    "status": "stan dostępności",
    "inaccessible": "niedostępne treści",
    "excluded": "treści wyłączone z obowiązku",
    "excessive_cost": "ocena nadmiernych kosztów",
    "prepared_on": "data sporządzenia",
    "reviewed_on": "data przeglądu",
    "method": "metoda oceny",
    "assessor": "kto oceniał",
    "information": "udogodnienia, ograniczenia i inne informacje",
    "shortcuts": "skróty klawiszowe",
    "contact": "osoba lub komórka do kontaktu",
    "email": "adres e-mail",
    "phone": "telefon",
    "phone_link": "telefon",
    "applications": "aplikacje mobilne",
    "architecture": "dostępność architektoniczna",
    "architecture_url": "adres opisu dostępności architektonicznej",
    "communication": "dostępność komunikacyjno-informacyjna",
}
STATED: Final = {"czesciowo": "częściowo zgodna", "zewnetrzna": "badanie podmiotu zewnętrznego"}


def noun_of(kind: str) -> Noun:
    return KINDS.get(kind, OTHER)


def channel_of(kind: str) -> Noun:
    return CHANNELS.get(kind, Noun(kind, kind, kind))
