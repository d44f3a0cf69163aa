"""What pages say to programs, read by a program: triples, whatever the text looks like."""

import json
from datetime import date
from typing import Final

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.plugins.parsers.jsonld import to_rdf

from bip import linked
from bip.linked import Named
from publishing.document import Channel, Contact, Holder, Post
from tests.bip.harvester import addresses
from tests.bip.pages.reader import Page, Reader
from tests.bip.pages.record import COMMON, DEPARTMENT, OFFICE, PROMOTION, department, put_in_force

pytestmark = pytest.mark.once

S: Final = Namespace("https://schema.org/")
SITE: Final = "http://testserver"
HOME: Final = URIRef(f"{SITE}/#organizacja")
DEPT: Final = URIRef(f"{SITE}/departament-proby/#organizacja")
PRI: Final = URIRef(f"{SITE}/departament-proby/pri/#organizacja")


def graph_of(data: object) -> Graph:
    graph = Graph()
    to_rdf(data, graph)
    return graph


def read(page: Page) -> Graph:
    """No network is at hand here: the vocabulary has to be named in the data itself."""
    return graph_of(json.loads(page.one("script", type="application/ld+json").text))


def said(graph: Graph, subject: URIRef, word: str) -> set[str]:
    return {str(value) for value in graph.objects(subject, S[word])}


def way(graph: Graph) -> list[tuple[int, str, str]]:
    (crumbs,) = graph.subjects(RDF.type, S.BreadcrumbList)
    items = graph.objects(crumbs, S.itemListElement)
    return sorted(
        (int(str(graph.value(item, S.position))), str(graph.value(item, S.name)), str(graph.value(item, S.item)))
        for item in items
    )


@pytest.mark.usefixtures("portal")
def test_the_front_page_tells_of_the_office(reader: Reader) -> None:
    graph = read(reader.read("/"))

    assert (HOME, RDF.type, S.GovernmentOrganization) in graph
    assert said(graph, HOME, "name") == {"Urząd Próbny"}
    assert said(graph, HOME, "url") == {f"{SITE}/"}
    assert said(graph, HOME, "address") == {"ul. Prosta 1, 00-001 Łódź"}
    assert said(graph, HOME, "sameAs") == {"https://urzad.example/"}
    assert said(graph, HOME, "subOrganization") == {str(DEPT)}
    assert said(graph, DEPT, "url") == {f"{SITE}/departament-proby/"}
    (point,) = graph.objects(HOME, S.contactPoint)
    assert {str(number) for number in graph.objects(point, S.telephone)} == {"+48426633380", "+48695356594"}
    assert not list(graph.subjects(RDF.type, S.BreadcrumbList))


@pytest.mark.usefixtures("portal")
def test_a_department_tells_who_leads_it_and_of_what_it_is_made(reader: Reader) -> None:
    graph = read(reader.read("/departament-proby/"))
    roles = {graph.value(role, S.roleName): role for role in graph.objects(DEPT, S.employee)}

    assert (DEPT, S.parentOrganization, HOME) in graph
    assert said(graph, DEPT, "subOrganization") >= {str(PRI)}
    assert roles.keys() == {Literal("Dyrektor"), Literal("Zastępca (p.o.)")}
    held = [graph.value(role, S.employee) for role in roles.values()]
    assert {str(graph.value(person, S.name)) for person in held} == {"Maciej Łaski", "Dorota Pisarska"}
    assert {str(fax) for fax in graph.objects(None, S.faxNumber)} == {"+48426633602"}
    assert way(graph) == [(1, "Strona główna", f"{SITE}/"), (2, "Departament Próby", f"{SITE}/departament-proby/")]


@pytest.mark.usefixtures("portal")
def test_a_unit_tells_of_what_it_is_part_and_by_which_symbol_it_is_known(reader: Reader) -> None:
    graph = read(reader.read("/departament-proby/pri/"))

    assert (PRI, S.parentOrganization, DEPT) in graph
    assert said(graph, PRI, "alternateName") == {"PRI"}
    assert said(graph, PRI, "subOrganization") == {f"{SITE}/departament-proby/pri-t/#organizacja"}
    assert [name for _, name, _ in way(graph)] == ["Strona główna", "Departament Próby", "Wydział Promocji (PRI)"]


@pytest.mark.usefixtures("portal")
def test_a_duty_tells_the_way_to_it_and_repeats_nothing(reader: Reader) -> None:
    graph = read(reader.read("/zadanie/d-one/"))

    assert way(graph)[-1] == (4, "Zadanie 1", f"{SITE}/zadanie/d-one/")
    assert not list(graph.subjects(RDF.type, S.GovernmentOrganization))


@pytest.mark.parametrize("path", ["/departament-proby/wydania/1/", "/kontakt/common/", "/zadanie/nie-ma/"])
@pytest.mark.usefixtures("portal")
def test_what_is_not_to_be_found_says_nothing_to_programs(reader: Reader, path: str) -> None:
    page = Page(reader.get(path).content.decode())

    assert not page.all("script", type="application/ld+json")
    assert not [meta for meta in page.all("meta") if "property" in meta.attributes]


@pytest.mark.usefixtures("portal")
def test_no_name_can_leave_the_element(reader: Reader) -> None:
    wicked = 'Próba </script><!-- & \N{LINE SEPARATOR} „x” "y"'
    put_in_force(department(name=wicked))
    page = reader.read("/departament-proby/")

    assert said(read(page), DEPT, "name") == {wicked}
    assert "\N{LINE SEPARATOR}" not in page.one("script", type="application/ld+json").text


def test_a_box_that_holds_an_address_where_none_belongs_is_left_out() -> None:
    hours = COMMON.model_copy(update={"opening_hours": "7–15, potem ktos@urzad.example"})
    data = linked.office(OFFICE.model_copy(update={"contacts": (hours,)}), f"{SITE}/", [])

    assert "contactPoint" not in data
    assert not addresses(linked.script(data))


def test_hours_and_numbers_as_printed() -> None:
    box = Contact(
        key="b",
        title="Okienko",
        opening_hours="pn.\n8–16",
        channels=(Channel(key="t", kind="telefon", value="wewn. 5"),),
    )
    unit = PROMOTION.model_copy(update={"units": (), "symbol": ""})
    graph = graph_of(
        linked.document(linked.unit(unit, f"{SITE}/p/", above=Named("U", f"{SITE}/"), below=[], contacts=[box]))
    )
    (point,) = graph.subjects(RDF.type, S.ContactPoint)

    assert graph.value(point, S.telephone) == Literal("wewn. 5")
    assert str(graph.value(graph.value(point, S.hoursAvailable), S.description)) == "pn., 8–16"
    assert not list(graph.objects(None, S.alternateName))


def test_hours_that_are_known_are_told_by_days() -> None:
    box = COMMON.model_copy(update={"opening_hours": "pn. 8–12 i 13–24, wt. 8–12"})
    told = graph_of(linked.document(linked.office(OFFICE.model_copy(update={"contacts": (box,)}), f"{SITE}/", [])))
    hours = {
        (str(told.value(each, S.opens)), str(told.value(each, S.closes))): said(told, each, "dayOfWeek")  # type: ignore[arg-type]
        for each in told.objects(None, S.hoursAvailable)
    }

    assert hours == {("08:00", "12:00"): {str(S.Monday), str(S.Tuesday)}, ("13:00", "23:59"): {str(S.Monday)}}


def test_days_of_an_appointment_are_not_told() -> None:
    """The page prints none, so nothing else does."""
    held = Post(key="p", function="Kierownik", holders=(Holder(key="h", person="Jan N.", since=date(2020, 1, 2)),))
    unit = DEPARTMENT.model_copy(update={"posts": (held,)})
    data = linked.unit(unit, f"{SITE}/d/", above=Named("U", f"{SITE}/"), below=[], contacts=[])

    assert data["employee"]["employee"]["name"] == "Jan N."
    assert "2020" not in str(data)


@pytest.mark.usefixtures("portal")
def test_a_page_that_is_shared_has_a_title_a_sentence_and_a_picture(reader: Reader) -> None:
    page = reader.read("/departament-proby/pri/")
    told = {
        meta.attributes["property"]: meta.attributes["content"]
        for meta in page.all("meta")
        if "property" in meta.attributes
    }

    assert told["og:title"] == "Wydział Promocji (PRI)"
    assert told["og:description"] == page.one("meta", name="description").attributes["content"]
    assert told["og:url"] == page.one("link", rel="canonical").attributes["href"]
    assert told["og:locale"] == "pl_PL"
    assert told["og:site_name"] == "BIP – Urząd Próbny"
    assert told["og:type"] == "website"
    assert told["og:image"] == f"{SITE}/static/img/share.png"
    assert told["og:image:alt"]
