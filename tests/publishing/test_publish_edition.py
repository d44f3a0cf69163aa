"""Publishing: what an edition is made of, its number, its place in the chain, what refuses it."""

import logging
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from contacts.models import Channel
from orgchart.models import Appointment, Office, Unit
from orgchart.services import add_unit, change_unit
from publishing import document, reading
from publishing.canonical import digest
from publishing.models import Edition, PublicVersion, Trace
from publishing.services import PublicationRefused, publish_edition
from publishing.verification import verify_editions
from tests.publishing.small_office import STATEMENT

pytestmark = pytest.mark.django_db
STATED = ["--prepared-by=A", "--responsible=B", "--published-by=C", "--reason=Zmiana"]
called: list[int] = []


def after_publication(edition_id: int) -> None:
    called.append(edition_id)


def failing(edition_id: int) -> None:
    raise RuntimeError("the index is down")


def codes(refusal: pytest.ExceptionInfo[PublicationRefused]) -> list[str]:
    return [obstacle.code for obstacle in refusal.value.obstacles]


def public_version() -> int:
    return PublicVersion.objects.get().number


def in_order(unit: document.Unit) -> Iterator[document.Unit]:
    """The unit and all below it, in the order of the page."""
    yield unit
    for below in unit.units:
        yield from in_order(below)


def test_an_edition_copies_the_whole_department(office: Office, department: Unit) -> None:
    publish_edition(office, STATEMENT)
    edition = publish_edition(department, STATEMENT)
    place = reading.at_address("departament-proby", timezone.now())
    assert place.department
    unit = place.department.document.unit
    assert (edition.number, edition.title, unit.intro) == (1, "Departament Próby", "Do zadań należą:")
    assert [(u.numeral, u.symbol, u.heading) for u in in_order(unit)] == [
        ("", "", "Departament Próby"),
        ("I", "PRI", "Wydział Promocji, który oznacza pisma symbolem PRI:"),
        ("I.1", "PRI-T", "Oddział Targów, który oznacza pisma symbolem PRI-T"),
        ("II", "PRII", "Samodzielne Stanowiska ds. Rozliczeń, które oznaczają pisma symbolem PRII"),
    ]
    duty = unit.units[0].duties[0]
    assert (duty.number, [(p.number, p.text) for p in duty.points]) == ("1", [("1", "plany;"), ("2", "wnioski;")])
    assert [(p.function, [h.person for h in p.holders]) for p in unit.posts] == [
        ("Dyrektor", ["Maciej Łaski"]),
        ("Zastępca Dyrektora", []),
    ]
    assert [(c.value, c.link) for c in unit.contacts[0].channels] == [("42 663 36 02", "tel:+48426633602")]


def test_a_website_printed_without_a_scheme_gets_its_link(office: Office, department: Unit) -> None:
    Channel.objects.filter(contact__unit=department).update(kind="www", value="www.urzad.example")
    publish_edition(office, STATEMENT)
    publish_edition(department, STATEMENT)
    place = reading.at_address("departament-proby", timezone.now())
    assert place.department
    (channel,) = place.department.document.unit.contacts[0].channels
    assert (channel.value, channel.link) == ("www.urzad.example", "https://www.urzad.example")


def test_an_unknown_address_is_not_in_the_document(office: Office) -> None:
    publish_edition(office, STATEMENT)
    published, _ = reading.front(timezone.now())
    assert [channel.kind for channel in published.document.contacts[0].channels] == ["telefon"]


def test_readers_see_nothing_of_a_change_until_it_is_published(office: Office, department: Unit) -> None:
    publish_edition(office, STATEMENT)
    publish_edition(department, STATEMENT)
    change_unit(department, intro="Co innego:")
    place = reading.at_address("departament-proby", timezone.now())
    assert place.department and place.department.document.unit.intro == "Do zadań należą:"
    publish_edition(department, STATEMENT)
    place = reading.at_address("departament-proby", timezone.now())
    assert place.department and place.department.document.unit.intro == "Co innego:"


def test_numbers_run_per_subject_and_each_edition_names_the_one_before(office: Office, department: Unit) -> None:
    first = publish_edition(department, STATEMENT)
    change_unit(department, intro="Inaczej:")
    second = publish_edition(department, STATEMENT)
    of_office = publish_edition(office, STATEMENT)
    assert (first.number, second.number, of_office.number) == (1, 2, 1)
    assert second.previous_digest == first.digest
    assert of_office.previous_digest == ""


def test_the_digest_covers_metadata_and_content_and_is_salted(office: Office, department: Unit) -> None:
    body = publish_edition(department, STATEMENT).body
    salt = bytes(body.salt)
    assert len(salt) == 32
    assert digest(salt=salt, metadata=body.metadata, content=body.content) == body.edition.digest
    assert "Ewa Wydawca" in body.metadata
    assert digest(salt=bytes(32), metadata=body.metadata, content=body.content) != body.edition.digest


def test_the_server_tells_the_time_of_publication(office: Office, department: Unit) -> None:
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False):
        edition = publish_edition(department, replace(STATEMENT, prepared_on=date(2027, 2, 26)))
    assert edition.published_at == edition.in_force_from == datetime(2027, 3, 1, 12, tzinfo=UTC)


def test_holders_are_those_of_the_day_on_which_the_edition_comes_into_force(office: Office, department: Unit) -> None:
    Appointment.objects.update(until=date(2030, 12, 31))
    director = department.posts.get(function="Dyrektor")
    Appointment.objects.create(post=director, person="Dorota Nowa", since=date(2031, 1, 1))
    publish_edition(office, STATEMENT)
    new_year = datetime(2030, 12, 31, 23, tzinfo=UTC)  # midnight in Warsaw
    publish_edition(department, replace(STATEMENT, in_force_from=new_year))
    place = reading.at_address("departament-proby", new_year)
    assert place.department
    assert [holder.person for holder in place.department.document.unit.posts[0].holders] == ["Dorota Nowa"]


@pytest.mark.parametrize("missing", ["prepared_by", "responsible", "published_by", "reason"])
def test_nothing_is_published_without_what_the_law_asks(office: Office, department: Unit, missing: str) -> None:
    blank: dict[str, Any] = {missing: "  "}
    with pytest.raises(PublicationRefused) as refusal:
        publish_edition(department, replace(STATEMENT, **blank))
    assert codes(refusal) == ["statement-incomplete"]
    assert not Edition.objects.exists()


def test_an_edition_that_changes_nothing_is_refused(office: Office, department: Unit) -> None:
    for subject in (office, department):
        publish_edition(subject, STATEMENT)
        with pytest.raises(PublicationRefused) as refusal:
            publish_edition(subject, STATEMENT)
        assert codes(refusal) == ["nothing-changed"]


def test_dates_that_cannot_be_are_refused(office: Office, department: Unit) -> None:
    publish_edition(department, STATEMENT)
    change_unit(department, intro="Inaczej:")
    now = timezone.now()
    wrong = replace(STATEMENT, prepared_on=date(2999, 1, 1), in_force_from=now - timedelta(days=400))
    with pytest.raises(PublicationRefused) as refusal:
        publish_edition(department, wrong)
    assert codes(refusal) == ["prepared-in-the-future", "dated-before-in-force"]


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (datetime.min.replace(tzinfo=timezone.get_default_timezone()), "Tak dawno"),
        (datetime(2001, 12, 31, 23, 59, tzinfo=UTC), "Tak dawno"),
        (timezone.now() + timedelta(days=3654), "najwyżej na dziesięć lat"),
        (datetime.max.replace(tzinfo=UTC), "najwyżej na dziesięć lat"),
    ],
)
def test_a_moment_out_of_all_bounds_is_refused(office: Office, department: Unit, moment: datetime, says: str) -> None:
    with pytest.raises(PublicationRefused, match=says) as refusal:
        publish_edition(department, replace(STATEMENT, in_force_from=moment))
    assert codes(refusal) == ["in-force-out-of-bounds"]


def test_a_moment_within_the_bounds_is_taken(office: Office, department: Unit) -> None:
    publish_edition(department, replace(STATEMENT, in_force_from=datetime(2002, 1, 1, tzinfo=UTC)))
    publish_edition(office, replace(STATEMENT, in_force_from=timezone.now() + timedelta(days=3652)))


def test_only_a_whole_department_is_published(office: Office, department: Unit) -> None:
    with pytest.raises(PublicationRefused) as refusal:
        publish_edition(Unit.objects.get(symbol="PRI"), STATEMENT)
    assert codes(refusal) == ["not-a-department"]


def test_without_an_office_there_is_nothing_to_publish(office: Office, department: Unit) -> None:
    Office.objects.all().delete()
    with pytest.raises(PublicationRefused) as refusal:
        publish_edition(department, STATEMENT)
    assert codes(refusal) == ["office-missing"]


def test_a_tree_broken_by_hand_is_an_obstacle(office: Office, department: Unit) -> None:
    top, below = Unit.objects.get(symbol="PRI"), Unit.objects.get(symbol="PRI-T")
    Unit.objects.filter(pk=top.pk).update(parent=below)
    with pytest.raises(PublicationRefused) as refusal:
        publish_edition(department, STATEMENT)
    assert codes(refusal) == ["tree-broken"]


def test_an_address_that_another_department_still_bears_is_an_obstacle(office: Office, department: Unit) -> None:
    publish_edition(department, STATEMENT)
    change_unit(department, slug="departament-dawny")
    other = add_unit(parent=None, name="Departament Drugi", slug="departament-proby")
    with pytest.raises(PublicationRefused) as refusal:
        publish_edition(other, STATEMENT)
    assert codes(refusal) == ["address-in-use"]
    publish_edition(Unit.objects.get(pk=department.pk), STATEMENT)
    assert publish_edition(other, STATEMENT).slug == "departament-proby"


def test_every_publication_raises_the_public_version(office: Office, department: Unit) -> None:
    publish_edition(office, STATEMENT)
    before = public_version()
    publish_edition(department, STATEMENT)
    assert public_version() > before


def test_a_public_version_never_comes_back_even_if_its_row_was_lost(office: Office, department: Unit) -> None:
    publish_edition(office, STATEMENT)
    before = public_version()
    PublicVersion.objects.all().delete()
    publish_edition(department, STATEMENT)
    assert public_version() > before


def test_what_must_follow_is_called_after_commit_and_its_failure_undoes_nothing(
    office: Office,
    department: Unit,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)
    settings.AFTER_PUBLICATION = ["no.such.function", f"{__name__}.failing", f"{__name__}.after_publication"]
    called.clear()
    with django_capture_on_commit_callbacks(execute=True):
        edition = publish_edition(department, STATEMENT)
        assert called == []
    assert called == [edition.pk]
    assert ["No module named 'no'" in caplog.text, "the index is down" in caplog.text] == [True, True]


def test_the_command_publishes(office: Office, department: Unit, capsys: Any) -> None:
    call_command("publish_edition", "--office", *STATED)
    call_command("publish_edition", "--department=departament-proby", "--in-force-from=2031-01-01", *STATED)
    planned = Edition.objects.get(subject="department")
    assert planned.in_force_from == datetime(2030, 12, 31, 23, tzinfo=UTC)
    assert "wydanie 1. Obowiązuje od 01.01.2031 00:00" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--department=nie-ma"], "Nie ma departamentu o adresie „nie-ma”. Są: departament-proby."),
        (["--office"], "Podaj powód"),
        (["--office", "--in-force-from=0001-01-01"], "Tak dawno"),
        (["--office", "--in-force-from=9999-12-31T23:59:59+00:00"], "najwyżej na dziesięć lat"),
    ],
)
def test_the_command_says_what_is_wrong(office: Office, department: Unit, arguments: list[str], says: str) -> None:
    said = ["--prepared-by=A", "--responsible=B", "--published-by=C", "--reason="]
    with pytest.raises(CommandError, match=says):
        call_command("publish_edition", *arguments, *said)


def test_the_command_says_when_there_is_no_department_at_all(office: Office) -> None:
    with pytest.raises(CommandError, match=r"„nie-ma”\. Nie ma jeszcze żadnego\.$"):
        call_command("publish_edition", "--department=nie-ma", *STATED)


def test_one_name_written_in_two_ways_is_one_name(office: Office, department: Unit) -> None:
    """Some keyboards send «ó» as two characters; the columns, the digest and the traces follow the canonical text."""
    change_unit(department, name=unicodedata.normalize("NFD", "Departament Współpracy Łódź"))
    edition = publish_edition(department, STATEMENT)
    assert edition.title == unicodedata.normalize("NFC", "Departament Współpracy Łódź")
    assert verify_editions().is_sound
    before = list(Trace.objects.order_by("key").values_list("key", "wording"))
    call_command("rebuild_traces", stdout=StringIO())
    assert list(Trace.objects.order_by("key").values_list("key", "wording")) == before


def test_nothing_changed_is_told_against_what_readers_would_see(office: Office, department: Unit) -> None:
    """Not against the newest number, which may be a planned edition, or one that a planned edition will undo."""
    later = replace(STATEMENT, in_force_from=timezone.now() + timedelta(days=30))
    change_unit(department, intro="A")
    publish_edition(department, STATEMENT)
    change_unit(department, intro="B")
    publish_edition(department, later)
    assert publish_edition(department, STATEMENT).number == 3  # B now, not only in a month
    change_unit(department, intro="C")
    publish_edition(department, STATEMENT)
    assert publish_edition(department, later).number == 5  # else B would undo C in a month
    for statement in (STATEMENT, later):
        with pytest.raises(PublicationRefused) as refusal:
            publish_edition(department, statement)
        assert codes(refusal) == ["nothing-changed"]


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="names no time zone"):
        replace(STATEMENT, in_force_from=datetime(2027, 1, 1))  # noqa: DTZ001  # that is what is tried


def test_units_are_read_by_their_parents_not_by_the_tree_s_numbers(office: Office, department: Unit) -> None:
    Unit.objects.filter(symbol="PRI").update(tree_id=99, lft=7)
    edition = publish_edition(department, STATEMENT)
    assert '"symbol":"PRI"' in edition.body.content


def test_a_channel_that_no_form_would_take_is_an_obstacle(office: Office, department: Unit) -> None:
    Channel.objects.filter(contact__unit=department).update(value="brak")
    with pytest.raises(PublicationRefused, match="Kontakt „Kontakt”, „brak”: ") as refusal:
        publish_edition(department, STATEMENT)
    assert codes(refusal) == ["channel-wrong"]
    publish_edition(office, STATEMENT)


def test_an_address_that_will_be_free_by_then_may_be_planned(office: Office, department: Unit) -> None:
    publish_edition(department, STATEMENT)
    day = timezone.now() + timedelta(days=10)
    change_unit(department, slug="departament-dawny")
    publish_edition(department, replace(STATEMENT, in_force_from=day))
    other = add_unit(parent=None, name="Departament Drugi", slug="departament-proby")
    with pytest.raises(PublicationRefused) as refusal:
        publish_edition(other, STATEMENT)
    assert codes(refusal) == ["address-in-use"]
    assert publish_edition(other, replace(STATEMENT, in_force_from=day)).slug == "departament-proby"
