"""What is typed on the page of a proposal: its statement and file, links to its preview, remarks."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from journal.models import Entry
from orgchart.rights import EDITOR
from orgchart.services import change_unit
from publishing.models import Attachment, Edition, PreviewLink, Proposal
from publishing.services.attachments import LARGEST
from publishing.services.links import hash_of
from tests.filled import load
from tests.publishing.desk import Changed, body, client_of, page_of, read_page, state_of, step_of, take
from tests.publishing.people import account

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n% a resolution"


# The statement


@pytest.mark.once
def test_nothing_typed_is_lost(draft: Proposal, anna: User) -> None:
    typed = {"reason": "", "legal_basis": "Uchwała Nr 7", "kind": "change", "in_force_from": "jutro"}
    page = body(take(client_of(anna), draft, "zloz", **typed))
    assert page.count('class="errorlist"') == 2
    assert 'value="Uchwała Nr 7"' in page
    assert 'value="jutro"' in page
    assert state_of(draft) == Proposal.State.DRAFT


@pytest.mark.once
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
    assert "(czas polski)" in read_page(anna, draft)


@pytest.mark.once
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


@pytest.mark.once
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


# Links and remarks


@pytest.mark.once
def test_a_link_is_shown_once(draft: Proposal, anna: User) -> None:
    page = body(take(client_of(anna), draft, "zapros", for_whom="Dyrektor", days="7"))
    address = page.split("<code>http://testserver/podglad/")[1].split("/</code>")[0]
    link = PreviewLink.objects.get()
    assert link.token_hash == hash_of(address)
    assert timedelta(days=6) < link.expires_at - timezone.now() <= timedelta(days=7)
    assert address not in read_page(anna, draft)
    assert not any(address in str(row) for row in Entry.objects.values_list())


@pytest.mark.once
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
    assert "unieważniono" in read_page(anna, draft)


@pytest.mark.once
def test_a_remark_is_left_and_is_no_markup(proposal: Proposal, anna: User, ewa: User) -> None:
    take(client_of(ewa), proposal, "uwaga", text="<b>Popraw</b> numer.")
    page = read_page(anna, proposal)
    assert "&lt;b&gt;Popraw&lt;/b&gt; numer." in page
    assert "<b>Ewa Wydawca</b>" in page
