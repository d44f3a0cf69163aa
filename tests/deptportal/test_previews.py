"""Previews of a proposal: in admin, and at a secret address for somebody without an account."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from contacts.models import Channel, Contact
from journal.models import Entry
from orgchart.models import Office, Officer
from orgchart.rights import EDITOR
from orgchart.services import change_unit
from publishing.models import Proposal, Remark
from publishing.services import freeze_draft, publish_edition
from publishing.services.attachments import keep_attachment
from publishing.services.links import MOST_REMARKS, leave_remark, make_link, revoke_link
from tasks.models import Duty
from tests.cast import administrator, auditor, once_but, powerless, visitor
from tests.factories import PageFactory
from tests.filled import fields_of
from tests.publishing.desk import CHANGED, Changed, body, somebody
from tests.publishing.people import account
from tests.publishing.small_office import STATEMENT, make_department, make_office
from tests.worlds import kept

__all__ = ["administrator", "auditor", "powerless", "somebody", "visitor"]
pytestmark = pytest.mark.django_db
STRIP = "To jest podgląd projektu, nie obowiązuje."
PATH = "departament-proby/"


@kept
def office() -> Office:
    office = make_office()
    Channel.objects.filter(kind=Channel.Kind.EMAIL).update(value="podawcze@urzad.example")
    return office


@kept
def changed(office: Office) -> Changed:
    return Changed.make(office, make_department())


@kept
def anna() -> User:
    return account("anna", EDITOR, first_name="Anna", last_name="Redaktor")


@kept
def draft(changed: Changed, anna: User) -> Proposal:
    return changed.draft(anna)


@kept
def secret(draft: Proposal, anna: User) -> str:
    """The address of a good link."""
    day = timezone.now() + timedelta(days=7)
    _, token = make_link(draft, for_whom="Dyrektor Maciej Łaski", expires_at=day, by=anna)
    return f"/podglad/{token}/"


def part_of(proposal: Proposal) -> int:
    return int(proposal.parts.get().pk)


def preview_of(proposal: Proposal) -> str:
    return f"/admin/publishing/proposal/{proposal.pk}/podglad/"


# In admin

WHO = {
    "visitor": 302,
    "powerless": 403,
    "foreign_editor": 403,
    "own_editor": 200,
    "own_publisher": 200,
    "auditor": 200,
    "administrator": 200,
}


@pytest.mark.parametrize("who", once_but("own_editor", of=WHO))
def test_who_may(somebody: Callable[[str], Client], draft: Proposal, who: str) -> None:
    client = somebody(who)
    below = f"{preview_of(draft)}{part_of(draft)}/"
    for address in (below, f"{below}{PATH}", f"{below}{PATH}pri/"):
        assert client.get(address).status_code == WHO[who], address
        assert client.post(address).status_code == (405 if WHO[who] == 200 else WHO[who]), address
    assert client.get(f"{below}nie-ma/").status_code == (404 if WHO[who] == 200 else WHO[who])
    assert client.get(f"{preview_of(draft)}99999/").status_code == (404 if WHO[who] == 200 else WHO[who])
    first = client.get(preview_of(draft))
    assert first.status_code == (302 if WHO[who] == 200 else WHO[who])
    assert client.get(f"{preview_of(draft).replace(str(draft.pk), '99999')}").status_code in (404, 302)


@pytest.mark.once
def test_the_whole_page_as_it_would_be(somebody: Callable[[str], Client], draft: Proposal) -> None:
    client = somebody("own_editor")
    answer = client.get(preview_of(draft), follow=True)
    page = body(answer)
    below = f"{preview_of(draft)}{part_of(draft)}/"
    assert STRIP in page
    assert CHANGED in page
    assert f'href="{below}{PATH}pri/"' in page  # its links stay in the preview
    assert f'href="/admin/publishing/proposal/{draft.pk}/"' in page  # and lead back to the proposal
    assert 'href="/instrukcja/"' in page  # what is not previewed stands in public
    assert "http://testserver/departament-proby/" in page  # it tells its public address, not the secret one
    assert "powstanie przy publikacji" in page
    assert '<meta name="robots" content="noindex">' in page
    assert CHANGED not in body(Client().get(f"/{PATH}"))


@pytest.mark.once
def test_units_duties_and_contacts_are_previewed(somebody: Callable[[str], Client], draft: Proposal) -> None:
    client = somebody("own_editor")
    below = f"{preview_of(draft)}{part_of(draft)}/"
    assert "Wydział Promocji" in body(client.get(f"{below}{PATH}pri/"))
    assert "Promocja." in body(client.get(f"{below}zadanie/{Duty.objects.get(text='Promocja.').key}/"))
    contact = f"{below}kontakt/{Contact.objects.get(title='Biuro Podawcze').key}/"
    assert "podawcze@urzad.example" not in body(client.get(contact))
    assert "podawcze@urzad.example" in body(client.post(contact))
    assert client.post(contact, headers={"Origin": "https://gdzie.example"}).status_code == 403
    for missing in ("zadanie/nie-ma/", "kontakt/nie-ma/", f"{PATH}nie-ma/", "departament-inny/"):
        assert client.get(f"{below}{missing}").status_code == 404, missing


@pytest.mark.once
def test_people_of_a_page_are_previewed_with_their_addresses(office: Office, anna: User, administrator: Client) -> None:
    Officer.objects.filter(role=Officer.Role.EDITOR).delete()
    Officer.objects.create(office=office, role=Officer.Role.EDITOR, name="Jan", email="jan@urzad.example", position=9)
    page = PageFactory.create(kind="editorial", title="Redakcja BIP", slug="redakcja")
    draft = freeze_draft([office, page], by=anna)
    below = f"{preview_of(draft)}{draft.parts.get(subject='page').pk}/"
    shown = body(administrator.get(below))
    (button,) = re.findall(r'action="([^"#]+)#adres"', shown)
    assert button == f"{below}redakcja/adresy/"
    assert "jan@urzad.example" not in shown + body(administrator.get(button))
    assert "jan@urzad.example" in body(administrator.post(button))
    assert administrator.post(button, headers={"Origin": "https://gdzie.example"}).status_code == 403
    assert administrator.post(below).status_code == 405
    assert administrator.post(f"{below}instrukcja/adresy/").status_code == 404


@pytest.mark.once
def test_a_package_offers_its_pages(changed: Changed, office: Office, anna: User, administrator: Client) -> None:
    office.name = "Urząd Nowy"
    office.save()
    package = freeze_draft([changed.department, office], by=anna)
    page = body(administrator.get(preview_of(package)))
    assert "Podgląd pakietu zmian" in page
    for part in package.parts.all():
        shown = body(administrator.get(f"{preview_of(package)}{part.pk}/"))
        assert "Urząd Nowy" in shown  # the office of the same package stands around the department too
        links = shown.partition("<main")[2]
        assert part.subject != "office" or f'<a href="/{PATH}">' in links  # which is beside what is previewed


@pytest.mark.once
def test_the_first_of_all_is_previewed_too(office: Office, anna: User, administrator: Client) -> None:
    """Nothing is public yet, not even the office."""
    draft = freeze_draft([make_department()], by=anna)
    page = body(administrator.get(preview_of(draft), follow=True))
    assert "Wydział Promocji" in page
    assert "Urząd Próbny" in page


# By a secret link


def test_it_is_read_without_an_account(secret: str, draft: Proposal) -> None:
    client = Client()
    answer = client.get(secret)
    page = body(answer)
    for words in (STRIP, "Dyrektor Maciej Łaski", "Departament – wstęp do zadań:", "[dodano: </span>", "Uwagi"):
        assert words in page
    whole = client.get(f"{secret}{part_of(draft)}/")
    assert CHANGED in body(whole)
    assert f'href="{secret}{part_of(draft)}/{PATH}pri/"' in body(whole)
    assert client.get(f"{secret}{part_of(draft)}/{PATH}pri/").status_code == 200
    assert not client.cookies


ADDRESSES = ["", "{part}/", "{part}/departament-proby/pri/", "{part}/nie-ma/", "99999/", "plik/", "cokolwiek/"]


@pytest.mark.once
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_every_answer_is_private(secret: str, draft: Proposal, method: str) -> None:
    for address in ADDRESSES:
        answer = getattr(Client(), method)(secret + address.format(part=part_of(draft)))
        assert answer["Cache-Control"] == "no-store", address
        assert answer["X-Robots-Tag"] == "noindex, nofollow", address
        assert answer["Referrer-Policy"] == "no-referrer", address
        assert not answer.cookies, address
        assert answer.status_code in (200, 404, 405), address
        if method in {"put", "delete"} and address in {"", "{part}/"}:
            assert answer.status_code == 405, address


@pytest.mark.once
@pytest.mark.parametrize("address", ["", "1/", "1/departament-proby/", "plik/", "cokolwiek/"])
def test_wrong_expired_and_revoked_are_answered_alike(
    draft: Proposal, secret: str, anna: User, address: str, time_machine: Any
) -> None:
    link = draft.links.get()
    wrong = Client().get(f"/podglad/cokolwiek/{address}")
    revoke_link(link, by=anna)
    revoked = Client().get(f"{secret}{address}")
    draft.links.update(revoked_at=None, expires_at=timezone.now())
    expired = Client().get(f"{secret}{address}")
    assert {answer.status_code for answer in (wrong, revoked, expired)} == {404}
    assert wrong.content == revoked.content == expired.content
    assert wrong.headers == revoked.headers == expired.headers
    refusals = Entry.objects.filter(kind=Entry.Kind.REFUSAL)
    assert sum(refusal.times for refusal in refusals) == 3
    assert {refusal.path for refusal in refusals} == {"/podglad/…"}


@pytest.mark.once
def test_the_token_stands_nowhere(secret: str, draft: Proposal) -> None:
    token = secret.split("/")[2]
    assert len(token) >= 43  # 256 bits
    page = body(Client().get(secret))
    Client().post(secret, {**fields_of(page), "author": "Ja", "text": "Dobrze."})
    Client().get(f"{secret}{part_of(draft)}/nie-ma/")
    Client().delete(secret)
    Client().post(secret, headers={"Origin": "https://gdzie.example"})
    assert Entry.objects.filter(kind=Entry.Kind.REFUSAL).count() == 2
    for rows in (Entry.objects.all(), draft.links.all(), Remark.objects.all()):
        assert not any(token in str(value) for row in rows.values_list() for value in row)


def test_the_short_path_keeps_no_preview(secret: str, draft: Proposal, changed: Changed) -> None:
    client = Client()
    address = f"{secret}{part_of(draft)}/"
    assert CHANGED in body(client.get(address))
    part = draft.parts.get()
    part.content = part.content.replace(CHANGED, "Inaczej:")
    part.save()
    again = client.get(address)
    assert "Inaczej:" in body(again)
    assert "ETag" not in again


def test_the_file_of_the_legal_basis_is_read(secret: str, draft: Proposal) -> None:
    assert Client().get(f"{secret}plik/").status_code == 404
    upload = SimpleUploadedFile("uchwala.pdf", b"%PDF-1.7")
    draft.attachment = keep_attachment("uchwala.pdf", upload.read())
    draft.save()
    assert Client().get(f"{secret}plik/").content == b"%PDF-1.7"


def test_what_became_of_it_is_told(secret: str, draft: Proposal, changed: Changed) -> None:
    publish_edition(change_unit(changed.department, intro="Co innego:"), STATEMENT)
    draft.state = Proposal.State.OVERTAKEN
    draft.save()
    assert "Wyprzedziło go inne wydanie" in body(Client().get(secret))


# Remarks


def typed(secret: str, **said: str) -> dict[str, str]:
    return {**fields_of(body(Client().get(secret))), "author": "Maciej Łaski", "text": "Zgoda.", **said}


def test_a_remark_is_left(secret: str, draft: Proposal) -> None:
    answer = Client().post(secret, typed(secret))
    assert answer["Location"] == f"{secret}?zapisano=tak#uwagi"
    page = body(Client().get(answer["Location"]))
    assert "Zapisano Twoją uwagę." in page
    assert "Zgoda." in page
    remark = draft.remarks.get()
    assert (remark.author, remark.text, remark.link) == ("Maciej Łaski", "Zgoda.", draft.links.get())


def test_a_form_is_sent_once(secret: str, draft: Proposal) -> None:
    fields = typed(secret)
    Client().post(secret, fields)
    page = body(Client().post(secret, {**fields, "text": "Jeszcze raz."}))
    assert "już go wysłano" in page
    assert "Jeszcze raz.</textarea>" in page
    assert draft.remarks.count() == 1
    Client().post(secret, fields_of(page))  # the form that came back is a new one
    assert draft.remarks.count() == 2


@pytest.mark.once
@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"once": ""}, "już go wysłano"),
        ({"once": "zmyślony"}, "już go wysłano"),
        ({"text": ""}, "To pole jest wymagane."),
        ({"author": ""}, "To pole jest wymagane."),
        ({"text": "x" * 4001}, "4000"),
        ({"author": "x" * 201}, "200"),
    ],
)
def test_a_wrong_one_is_told_and_kept(secret: str, draft: Proposal, said: dict[str, str], says: str) -> None:
    page = body(Client().post(secret, {**typed(secret, text="Moja długa uwaga."), **said}))
    assert says in page
    assert "Uwagi nie zapisano." in page
    assert said.get("text", "Moja długa uwaga.") in page
    assert not draft.remarks.exists()


def test_the_form_of_another_link_is_none(secret: str, draft: Proposal, anna: User) -> None:
    day = timezone.now() + timedelta(days=1)
    _, other = make_link(draft, for_whom="Prawnik", expires_at=day, by=anna)
    assert "już go wysłano" in body(Client().post(f"/podglad/{other}/", typed(secret)))
    assert not draft.remarks.exists()


def test_an_old_form_is_none(secret: str, draft: Proposal, time_machine: Any) -> None:
    fields = typed(secret)
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert "za stary" in body(Client().post(secret, fields))
    assert not draft.remarks.exists()


@pytest.mark.once
@pytest.mark.parametrize("header", [{"Origin": "https://gdzie.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_send_one(secret: str, draft: Proposal, header: dict[str, str]) -> None:
    assert Client().post(secret, typed(secret), headers=header).status_code == 403
    assert not draft.remarks.exists()


@pytest.mark.once
def test_a_browser_that_hides_where_it_comes_from_is_heard(secret: str, draft: Proposal) -> None:
    """Under `no-referrer` a browser sends «Origin: null» with the form, and says that it is of this site."""
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert Client().post(secret, typed(secret), headers=headers).status_code == 302
    assert draft.remarks.exists()


def test_a_link_is_not_good_for_any_number_of_remarks(secret: str, draft: Proposal) -> None:
    link = draft.links.get()
    for _ in range(MOST_REMARKS):
        leave_remark(draft, text="x", author="y", link=link)
    assert "bardzo dużo uwag" in body(Client().post(secret, typed(secret)))


@pytest.mark.once
def test_a_remark_is_no_markup(secret: str) -> None:
    Client().post(secret, typed(secret, text="<script>alert(1)</script>"))
    assert "<script>alert" not in body(Client().get(secret))
