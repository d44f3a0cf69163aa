"""The page of a proposal: who sees it, who takes which step, and that nothing typed is lost on the way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from journal.models import Entry
from orgchart.models import Unit
from orgchart.rights import ADMINISTRATOR, EDITOR
from orgchart.services import add_unit, change_unit
from publishing.admin.acts import STEPS
from publishing.models import Attachment, Edition, PreviewLink, Proposal, Remark
from publishing.services import approve_proposal, publish_edition
from publishing.services.attachments import LARGEST
from publishing.services.links import hash_of
from tests.cast import editor_of, once_but, publisher_of
from tests.filled import load
from tests.publishing.desk import Changed, body, client_of, page_of, step_of, take
from tests.publishing.people import account, touched
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = pytest.mark.django_db
LIST = "/admin/publishing/proposal/"
PDF = b"%PDF-1.7\n% a resolution"


@kept
def draft(changed: Changed, anna: User) -> Proposal:
    return changed.draft(anna)


@kept
def proposal(changed: Changed, anna: User) -> Proposal:
    return changed.submitted(anna)


def read(user: User, proposal: Proposal) -> str:
    answer = client_of(user).get(page_of(proposal))
    assert answer.status_code == 200
    return body(answer)


def state_of(proposal: Proposal) -> str:
    return str(Proposal.objects.get(pk=proposal.pk).state)


# Who may

SIGN_IN, FORBIDDEN, SHOWN, GOES_ON, NOT_SO = 302, 403, 200, 302, 405
WHO = ("visitor", "powerless", "foreign_editor", "own_editor", "own_publisher", "auditor", "administrator")
# Of a submitted proposal, whose author is somebody else. A step that its state does not allow is told of with 200.
POSTED = {
    "zloz": (SHOWN, SHOWN, SHOWN, SHOWN),  # an empty statement; the form comes back
    "odswiez": (FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    "wycofaj": (FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    "odnow": (SHOWN, FORBIDDEN, FORBIDDEN, SHOWN),
    "zatwierdz": (FORBIDDEN, SHOWN, FORBIDDEN, SHOWN),  # without what they saw: they are told to look again
    "opublikuj": (FORBIDDEN, SHOWN, FORBIDDEN, SHOWN),
    "zatwierdz-i-opublikuj": (FORBIDDEN, SHOWN, FORBIDDEN, SHOWN),
    "odrzuc": (SHOWN, SHOWN, SHOWN, SHOWN),  # without a comment
    "kontrasygnuj": (FORBIDDEN, SHOWN, FORBIDDEN, SHOWN),
    "dolacz": (SHOWN, SHOWN, SHOWN, SHOWN),  # nothing was chosen
    "wyjmij": (SHOWN, SHOWN, SHOWN, SHOWN),
    "zapros": (SHOWN, SHOWN, FORBIDDEN, SHOWN),
    "uniewaznij": (404, 404, FORBIDDEN, 404),
    "uwaga": (SHOWN, SHOWN, FORBIDDEN, SHOWN),
}
TABLE: list[tuple[Any, ...]] = [
    ("list", "get", SIGN_IN, FORBIDDEN, SHOWN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("list", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("page", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("page", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("plik", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, 404, 404, 404, 404),
    ("plik", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("nie-ma", "post", SIGN_IN, 404, 404, 404, 404, 404, 404),
    *((name, "get", SIGN_IN, *[NOT_SO] * 6) for name in POSTED),
    *((name, "post", SIGN_IN, FORBIDDEN, FORBIDDEN, *statuses) for name, statuses in POSTED.items()),
]


@pytest.fixture
def somebody(changed: Changed, request: pytest.FixtureRequest) -> Callable[[str], Client]:
    made: dict[str, Callable[[], Client]] = {
        "foreign_editor": lambda: editor_of(add_unit(parent=None, name="Departament Kultury")),
        "own_editor": lambda: editor_of(changed.department),
        "own_publisher": lambda: publisher_of(changed.department),
    }

    def client(who: str) -> Client:
        found: Client = made[who]() if who in made else request.getfixturevalue(who)
        return found

    return client


@pytest.mark.parametrize("who", once_but("administrator", of=WHO))
def test_who_may(somebody: Callable[[str], Client], proposal: Proposal, who: str) -> None:
    client = somebody(who)
    for name, method, *statuses in TABLE:
        address = {"list": LIST, "page": page_of(proposal)}.get(name) or step_of(proposal, name)
        answer = getattr(client, method)(address)
        assert answer.status_code == statuses[WHO.index(who)], (name, method, body(answer)[-3000:])
        if who == "visitor":
            assert answer["Location"].startswith("/admin/login/")
    assert state_of(proposal) == Proposal.State.SUBMITTED
    assert not PreviewLink.objects.exists()
    assert not Remark.objects.exists()


def test_every_step_stands_in_the_table() -> None:
    assert set(STEPS) == set(POSTED)


def test_a_forged_step_is_refused(proposal: Proposal, ewa: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ewa)
    for name in STEPS:
        assert client.post(step_of(proposal, name), {"comment": "Nie."}).status_code == 403, name
        assert state_of(proposal) == Proposal.State.SUBMITTED, name


def test_the_list_holds_only_what_somebody_sees(proposal: Proposal) -> None:
    department = Unit.objects.get(name="Departament Próby")
    culture = add_unit(parent=None, name="Departament Kultury")
    assert "1. Departament Próby" in body(publisher_of(department).get(LIST)).replace(f"{proposal.pk}. ", "1. ")
    assert "Departament Próby" not in body(editor_of(culture).get(LIST))


def test_the_list_is_filtered(proposal: Proposal, ewa: User) -> None:
    client = client_of(ewa)
    assert "Departament Próby" in body(client.get(LIST, {"state__exact": "submitted"}))
    assert "Departament Próby" not in body(client.get(LIST, {"state__exact": "rejected"}))
    assert "Departament Próby" in body(client.get(LIST, {"q": "próby"}))


# The road


def test_the_whole_road(draft: Proposal, anna: User, ewa: User) -> None:
    page = read(anna, draft)
    assert "Departament Próby: Departament – wstęp do zadań." in page  # the reason, prefilled
    assert 'value="Maciej Łaski"' in page
    assert "Czas polski (Europe/Warsaw)" in page
    answer = take(client_of(anna), draft, "zloz", reason="Nowy regulamin.")
    assert answer["Location"] == page_of(draft)
    assert state_of(draft) == Proposal.State.SUBMITTED
    page = read(ewa, draft)
    assert "Nowy regulamin." in page
    take(client_of(ewa), draft, "zatwierdz")
    assert state_of(draft) == Proposal.State.APPROVED
    done = take(client_of(ewa), draft, "opublikuj")
    assert "Opublikowano: Departament Próby, wydanie 2." in body(client_of(ewa).get(page_of(draft))) or done
    assert Edition.objects.get(number=2).part.proposal == draft
    page = read(anna, draft)
    for act in ("zamrożono szkic", "złożono projekt", "zatwierdzono projekt", "opublikowano projekt"):
        assert act in page


def test_approval_and_publication_in_one(proposal: Proposal, ewa: User) -> None:
    take(client_of(ewa), proposal, "zatwierdz-i-opublikuj")
    assert state_of(proposal) == Proposal.State.PUBLISHED


def test_whoever_must_act_next_is_written_to(
    draft: Proposal, anna: User, ewa: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        take(client_of(anna), draft, "zloz", reason="Nowy regulamin.")
    assert [message.to for message in mail.outbox] == [["ewa@urzad.example"]]


def test_whoever_touched_it_is_told_so_and_cannot_approve(changed: Changed, anna: User) -> None:
    boss = account("szefowa", ADMINISTRATOR)
    touched(boss, changed.department.key, title="Departament Próby")
    proposal = changed.submitted(anna)
    page = read(boss, proposal)
    assert "z tego konta zmieniono: „Departament Próby”" in page
    assert '<button class="button" disabled aria-describedby="dlaczego-nie">Zatwierdź</button>' in page
    assert 'formaction="' not in page
    assert "Przejdź tam" not in page  # it would lead to this very page
    refused = body(take(client_of(boss), proposal, "zatwierdz"))
    assert "Nie wykonano" in refused
    assert state_of(proposal) == Proposal.State.SUBMITTED
    assert Entry.objects.filter(kind=Entry.Kind.REFUSAL, actor_id=boss.pk).exists()


def test_a_rejection_takes_a_comment(proposal: Proposal, anna: User, ewa: User) -> None:
    page = body(take(client_of(ewa), proposal, "odrzuc", comment=" "))
    assert "To pole jest wymagane." in page
    assert "<details open>" in page
    take(client_of(ewa), proposal, "odrzuc", comment="Brakuje uchwały.")
    assert state_of(proposal) == Proposal.State.REJECTED
    assert "Brakuje uchwały." in read(anna, proposal)


def test_its_author_withdraws_it_and_renews_it(proposal: Proposal, anna: User) -> None:
    take(client_of(anna), proposal, "wycofaj")
    assert state_of(proposal) == Proposal.State.WITHDRAWN
    take(client_of(anna), proposal, "odnow")
    assert Proposal.objects.latest("pk").state == Proposal.State.DRAFT


def test_what_was_not_seen_is_not_approved(proposal: Proposal, ewa: User) -> None:
    fields = load(client_of(ewa), page_of(proposal))
    Proposal.objects.filter(pk=proposal.pk).update(reason="Inny powód.")
    page = body(client_of(ewa).post(step_of(proposal, "zatwierdz"), fields))
    assert "Projekt zmienił się, odkąd go otwarto." in page
    for seen in ("", "cokolwiek"):
        client_of(ewa).post(step_of(proposal, "zatwierdz"), {**fields, "seen": seen})
    assert state_of(proposal) == Proposal.State.SUBMITTED


# The statement


def test_nothing_typed_is_lost(draft: Proposal, anna: User) -> None:
    typed = {"reason": "", "legal_basis": "Uchwała Nr 7", "kind": "change", "in_force_from": "jutro"}
    page = body(take(client_of(anna), draft, "zloz", **typed))
    assert page.count('class="errorlist"') == 2
    assert 'value="Uchwała Nr 7"' in page
    assert 'value="jutro"' in page
    assert state_of(draft) == Proposal.State.DRAFT


def test_an_obstacle_keeps_what_was_typed_too(draft: Proposal, changed: Changed, anna: User) -> None:
    change_unit(changed.department, intro="Jeszcze inaczej:")
    page = body(take(client_of(anna), draft, "zloz", reason="Nowy regulamin."))
    assert "Odśwież szkic" in page
    assert "Nowy regulamin.</textarea>" in page
    again = body(take(client_of(anna), draft, "odswiez", reason="Nowy regulamin."))
    assert "Szkic jest teraz taki jak wersja robocza." in again
    assert "Nowy regulamin.</textarea>" in again
    assert "Jeszcze inaczej:" in again
    take(client_of(anna), draft, "zloz", reason="Nowy regulamin.")
    assert state_of(draft) == Proposal.State.SUBMITTED


def test_a_plan_is_submitted_for_its_day(draft: Proposal, anna: User) -> None:
    day = timezone.localtime() + timedelta(days=30)
    typed = {"reason": "Od stycznia.", "in_force_from": f"{day:%Y-%m-%dT%H:%M}"}
    take(client_of(anna), draft, "zloz", **typed)
    stored = Proposal.objects.get(pk=draft.pk)
    assert stored.in_force_from == day.replace(second=0, microsecond=0)
    assert "(czas polski)" in read(anna, draft)


def test_a_correction_names_what_it_corrects(draft: Proposal, anna: User) -> None:
    page = body(take(client_of(anna), draft, "zloz", reason="Pomyłka.", kind="correction"))
    assert "Wskaż wydanie tej samej strony" in page
    edition = Edition.objects.get(title="Departament Próby")
    take(client_of(anna), draft, "zloz", reason="Pomyłka.", kind="correction", corrects=edition.pk)
    stored = Proposal.objects.get(pk=draft.pk)
    assert (stored.state, stored.corrects) == (Proposal.State.SUBMITTED, edition)


WRONG: list[tuple[dict[str, str], str]] = [
    ({"kind": "emergency"}, "Wybierz poprawną wartość"),
    ({"kind": "cokolwiek"}, "Wybierz poprawną wartość"),
    ({"corrects": "9999"}, "Wybierz poprawną wartość"),
    ({"prepared_on": "2999-01-01"}, "nie może być późniejsza niż dzisiejsza"),
    ({"in_force_from": "0001-01-01T00:00"}, "Tak dawno żadne wydanie"),
    ({"in_force_from": "9999-12-31T23:59"}, "najwyżej na dziesięć lat naprzód"),
    ({"legal_basis_url": "javascript:alert(1)"}, "Wpisz pełny adres strony"),
    ({"reason": "\x00"}, "Znak zerowy"),
]


def test_wrong_values_are_told(draft: Proposal, anna: User) -> None:
    client = client_of(anna)
    for typed, says in WRONG:
        page = body(take(client, draft, "zloz", **{"reason": "Powód.", **typed}))
        assert says in page or ("errorlist" in page and "zerow" in says.lower()), typed
        assert state_of(draft) == Proposal.State.DRAFT, typed


class TestFiles:
    def test_a_file_is_kept_with_its_digest_though_something_else_is_wrong(self, draft: Proposal, anna: User) -> None:
        client = client_of(anna)
        upload = SimpleUploadedFile("uchwala.pdf", PDF, "application/pdf")
        fields = load(client, page_of(draft))
        answer = client.post(step_of(draft, "zloz"), {**fields, "reason": "", "file": upload})
        attachment = Attachment.objects.get()
        page = body(answer)
        assert "uchwala.pdf" in page
        assert attachment.digest in page
        kept = page.split('name="kept" value="')[1].split('"')[0]
        client.post(step_of(draft, "zloz"), {**fields, "reason": "Uchwała.", "kept": kept})
        assert Proposal.objects.get(pk=draft.pk).attachment == attachment
        sent = client.get(f"{page_of(draft)}plik/")
        assert (sent.content, sent["Content-Type"]) == (PDF, "application/pdf")
        assert sent["Content-Disposition"].startswith("attachment")

    def test_it_may_be_left_out_again(self, draft: Proposal, anna: User) -> None:
        client = client_of(anna)
        fields = load(client, page_of(draft))
        upload = SimpleUploadedFile("uchwala.pdf", PDF)
        page = body(client.post(step_of(draft, "zloz"), {**fields, "reason": "", "file": upload}))
        kept = page.split('name="kept" value="')[1].split('"')[0]
        typed = {**fields, "reason": "Bez.", "kept": kept, "without_file": "on"}
        client.post(step_of(draft, "zloz"), typed)
        stored = Proposal.objects.get(pk=draft.pk)
        assert (stored.state, stored.attachment) == (Proposal.State.SUBMITTED, None)

    @pytest.mark.parametrize(
        ("content", "says"),
        [(b"MZ no pdf", "To nie jest plik PDF."), (PDF + bytes(LARGEST), "Plik jest większy niż 10 MB.")],
    )
    def test_what_is_no_pdf_or_too_large_is_refused(
        self, draft: Proposal, anna: User, content: bytes, says: str
    ) -> None:
        client = client_of(anna)
        fields = load(client, page_of(draft))
        upload = SimpleUploadedFile("uchwala.pdf", content, "application/pdf")
        page = body(client.post(step_of(draft, "zloz"), {**fields, "reason": "Powód.", "file": upload}))
        assert says in page
        assert "Powód.</textarea>" in page
        assert not Attachment.objects.exists()

    def test_nobody_makes_up_the_mark_of_a_file(self, draft: Proposal, anna: User) -> None:
        Attachment.objects.create(name="tajne.pdf", digest="0" * 64, content=PDF, size=len(PDF))
        take(client_of(anna), draft, "zloz", reason="Powód.", kept="1:cokolwiek")
        assert Proposal.objects.get(pk=draft.pk).attachment is None

    def test_files_that_nobody_took_go(self, draft: Proposal, anna: User) -> None:
        day = timezone.now() - timedelta(days=2)
        Attachment.objects.create(name="stary.pdf", digest="0" * 64, content=PDF, size=len(PDF), at=day)
        client = client_of(anna)
        upload = SimpleUploadedFile("nowy.pdf", PDF)
        fields = load(client, page_of(draft))
        client.post(step_of(draft, "zloz"), {**fields, "reason": "Powód.", "file": upload})
        assert [each.name for each in Attachment.objects.all()] == ["nowy.pdf"]


# Packages, renewal


def test_a_package_grows_and_shrinks(proposal: Proposal, anna: User, ewa: User) -> None:
    culture = add_unit(parent=None, name="Departament Kultury")
    approve_proposal(proposal, by=ewa)
    page = body(client_of(anna).post(step_of(proposal, "dolacz"), {"subject_key": culture.key}, follow=True))
    assert "Dołączono do pakietu: Departament Kultury." in page
    assert state_of(proposal) == Proposal.State.SUBMITTED
    assert "Części pakietu: 2" in page
    part = proposal.parts.get(key=culture.key)
    page = body(client_of(anna).post(step_of(proposal, "wyjmij"), {"part": part.pk}, follow=True))
    assert "Wyjęto z pakietu: Departament Kultury." in page
    assert proposal.parts.count() == 1


def test_only_what_was_given_joins_a_package(proposal: Proposal, anna: User) -> None:
    department = Unit.objects.get(name="Departament Próby")
    culture = add_unit(parent=None, name="Departament Kultury")
    own = account("jan", EDITOR, department)
    page = body(client_of(own).post(step_of(proposal, "dolacz"), {"subject_key": culture.key}))
    assert "Tej części nie można dołączyć" in page
    assert proposal.parts.count() == 1


def test_a_part_of_another_proposal_is_not_taken_out(proposal: Proposal, changed: Changed, anna: User) -> None:
    other = changed.draft(account("jan", EDITOR))
    page = body(client_of(anna).post(step_of(proposal, "wyjmij"), {"part": other.parts.get().pk}))
    assert "Tej części już nie ma w pakiecie." in page
    assert other.parts.count() == 1


def test_an_overtaken_one_shows_three_differences(proposal: Proposal, changed: Changed, anna: User) -> None:
    unit = Unit.objects.get(symbol="PRI")
    change_unit(unit, intro="Ważne:")
    publish_edition(changed.department, STATEMENT)
    change_unit(unit, intro="Najważniejsze:")
    assert state_of(proposal) == Proposal.State.OVERTAKEN
    page = read(anna, proposal)
    for heading in ("Co zmieniło wydanie 2", "Co miał zmienić ten projekt", "Co zmieni po odnowieniu"):
        assert f"<h4>{heading}</h4>" in page
    take(client_of(anna), proposal, "odnow")
    assert state_of(proposal) == Proposal.State.DRAFT


# Links and remarks


def test_a_link_is_shown_once(draft: Proposal, anna: User) -> None:
    page = body(take(client_of(anna), draft, "zapros", for_whom="Dyrektor", days="7"))
    address = page.split("<code>http://testserver/podglad/")[1].split("/</code>")[0]
    link = PreviewLink.objects.get()
    assert link.token_hash == hash_of(address)
    assert timedelta(days=6) < link.expires_at - timezone.now() <= timedelta(days=7)
    assert address not in read(anna, draft)
    assert not any(address in str(row) for row in Entry.objects.values_list())


def test_a_wrong_link_is_not_made(draft: Proposal, anna: User) -> None:
    client = client_of(anna)
    for typed in ({"for_whom": ""}, {"for_whom": "Ktoś", "days": "3650"}, {"for_whom": "K" * 300}):
        assert "errorlist" in body(take(client, draft, "zapros", **typed)), typed
        assert not PreviewLink.objects.exists(), typed


def test_a_link_is_revoked_but_no_link_of_another_proposal(draft: Proposal, changed: Changed, anna: User) -> None:
    take(client_of(anna), draft, "zapros", for_whom="Dyrektor")
    link = PreviewLink.objects.get()
    other = changed.draft(account("jan", EDITOR))
    assert client_of(anna).post(step_of(other, "uniewaznij"), {"link": link.pk}).status_code == 404
    assert PreviewLink.objects.valid(timezone.now()).exists()
    client_of(anna).post(step_of(draft, "uniewaznij"), {"link": link.pk})
    assert not PreviewLink.objects.valid(timezone.now()).exists()
    assert "unieważniono" in read(anna, draft)


def test_a_remark_is_left_and_is_no_markup(proposal: Proposal, anna: User, ewa: User) -> None:
    take(client_of(ewa), proposal, "uwaga", text="<b>Popraw</b> numer.")
    page = read(anna, proposal)
    assert "&lt;b&gt;Popraw&lt;/b&gt; numer." in page
    assert "<b>Ewa Wydawca</b>" in page
