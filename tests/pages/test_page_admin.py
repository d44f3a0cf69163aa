"""Pages in admin: their order, the form of each kind, what is wrong with a text, the preview."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from orgchart.conflicts import CHANGED_MEANWHILE
from pages import kinds
from pages.models import LONGEST, Page
from tests.cast import account, signed_in, signed_in_with
from tests.filled import fields_of, load

pytestmark = pytest.mark.django_db
LIST = reverse("admin:pages_page_changelist")
ADD = reverse("admin:pages_page_add")
CREATE = reverse("admin:pages_page_create")
TEXT = "## Nagłówek\n\n- „pozycja” & <reszta>\n\nKoniec."


def address(page: Page, what: str = "change") -> str:
    return reverse(f"admin:pages_page_{what}", args=[page.pk])


def of(kind: str) -> Page:
    return Page.objects.get(kind=kind)


def typed(client: Client, page: Page, **fields: str) -> dict[str, str]:
    loaded = load(client, address(page))
    return {name: text.replace("\r\n", "\n") for name, text in loaded.items()} | fields


def errors_at(page: str, field: str) -> str:
    """What the form says above one of its fields."""
    row = page.partition(f'class="form-row errors field-{field}"')[2]
    return row.partition("</ul>")[0]


class TestTheList:
    def test_pages_stand_in_the_order_of_the_menu(self, editor: Client, statutory: list[Page]) -> None:
        answer = editor.post(LIST, {"step": f"up:{of('instruction').pk}"})
        assert answer.status_code == 302
        page = editor.get(LIST).content.decode()
        codes = [page.index(f"<code>/{slug}/</code>") for slug in ("instrukcja", "redakcja", "ponowne-wykorzystywanie")]
        assert codes == sorted(codes)
        assert page.count("niepubliczna</a>") == len(kinds.STATUTORY)

    @pytest.mark.once
    def test_a_review_that_is_due_is_marked(self, editor: Client, statutory: list[Page]) -> None:
        Page.objects.filter(kind="reuse").update(review_on="2026-01-02")
        assert '<strong class="to-fill-in">02.01.2026, minął</strong>' in editor.get(LIST).content.decode()

    def test_missing_pages_are_made_by_a_button(self, editor: Client) -> None:
        page = editor.get(LIST).content.decode()
        assert "Utwórz brakujące strony" in page and "<li>Ponowne wykorzystywanie</li>" in page
        assert editor.get(CREATE).status_code == 405
        done = editor.post(CREATE, follow=True).content.decode()
        assert "Utworzono: „Redakcja BIP”" in done and "Utwórz brakujące strony" not in done
        assert "Wszystkie wymagane strony już są." in editor.post(CREATE, follow=True).content.decode()
        assert Page.objects.count() == len(kinds.STATUTORY)


class TestTheForm:
    def test_a_page_is_added_with_an_address_of_its_title(self, editor: Client, statutory: list[Page]) -> None:
        fields = load(editor, ADD) | {"title": "Nabór na stanowiska", "body": TEXT.replace("\n", "\r\n")}
        assert editor.post(ADD, fields).status_code == 302
        page = Page.objects.get(slug="nabor-na-stanowiska")
        assert (page.kind, page.body, page.position) == (kinds.OTHER, TEXT, len(kinds.STATUTORY) + 1)

    @pytest.mark.once
    @pytest.mark.parametrize(
        ("kind", "fields"),
        [
            ("reuse", {"body", "review_on"}),
            ("editorial", {"title", "body", "review_on"}),
            ("accessibility", {"title", "body", "easy_text", "film", "told_on", "review_on"}),
            ("declaration", {"review_on"}),
        ],
    )
    def test_each_kind_has_its_fields(self, editor: Client, statutory: list[Page], kind: str, fields: set[str]) -> None:
        assert set(load(editor, address(of(kind)))) == fields | {"loaded"}

    def test_what_the_law_fixes_is_not_taken(self, editor: Client, statutory: list[Page]) -> None:
        page = of("reuse")
        fields = typed(editor, page, title="Inny tytuł", slug="inny", kind="other", easy_text="x", body="Treść.")
        assert editor.post(address(page), fields).status_code == 302
        page.refresh_from_db()
        assert (page.title, page.slug, page.kind) == ("Ponowne wykorzystywanie", "ponowne-wykorzystywanie", "reuse")
        assert (page.easy_text, page.body) == ("", "Treść.")

    def test_a_second_editor_sees_both_versions(
        self, editor: Client, second_editor: Client, statutory: list[Page]
    ) -> None:
        page = of("reuse")
        mine = typed(editor, page, body="Moja treść.")
        assert second_editor.post(address(page), typed(second_editor, page, body="Cudza treść.")).status_code == 302
        stopped = editor.post(address(page), mine).content.decode()
        assert CHANGED_MEANWHILE in stopped and "Cudza treść." in stopped and "Moja treść." in stopped
        assert editor.post(address(page), fields_of(stopped)).status_code == 302
        assert of("reuse").body == "Moja treść."

    def test_a_page_of_one_s_own_is_removed_and_statutory_ones_stay(
        self, editor: Client, statutory: list[Page]
    ) -> None:
        assert editor.post(ADD, load(editor, ADD) | {"title": "Nabór"}).status_code == 302
        page = Page.objects.get(slug="nabor")
        question = editor.get(address(page, "delete")).content.decode()
        assert "<li>/nabor/</li>" in question
        assert editor.post(address(page, "delete"), fields_of(question)).status_code == 302
        assert not Page.objects.filter(slug="nabor").exists()
        assert editor.post(address(of("reuse"), "delete"), {"post": "yes"}).status_code == 403
        assert "deletelink" not in editor.get(address(of("reuse"))).content.decode()


class TestTexts:
    def test_what_is_weak_is_saved_and_told_at_every_opening(self, editor: Client, statutory: list[Page]) -> None:
        page = of("reuse")
        body = "## Opłaty\n\nKliknij [tutaj](https://urzad.example/).\n\n#### Za głęboko"
        done = editor.post(address(page), typed(editor, page, body=body), follow=True).content.decode()
        assert "Treść. Wiersz 3:" in done and "Treść. Wiersz 5:" in done
        assert of("reuse").body == body
        shown = editor.get(address(page)).content.decode().partition('id="id_body_helptext"')[2]
        assert "<li>Wiersz 3:" in shown and "<li>Wiersz 5:" in shown

    def test_few_of_many_warnings_are_told_at_once(self, editor: Client, statutory: list[Page]) -> None:
        page = of("reuse")
        body = "\n\n".join(["[tutaj](https://urzad.example/)"] * 14)
        done = editor.post(address(page), typed(editor, page, body=body), follow=True).content.decode()
        assert done.count('class="warning"') == 11 and "Ostrzeżeń jest więcej (14)" in done
        assert "<li>Oraz jeszcze: 4.</li>" in editor.get(address(page)).content.decode()

    @pytest.mark.parametrize(
        "wrong",
        [
            {
                "body": ("Tekst\n\nod \u202eprawej\n\n[x](javascript:alert(1))", "Wiersz 3: jest tu niewidoczny znak"),
                "easy_text": ("Zobacz [stronę](data:text/html,x).", "Wiersz 1: odnośnik „stronę” nie może prowadzić"),
                "film": ("javascript:alert(1)", "Wpisz pełny adres strony"),
                "told_on": ("2026-13-45", "datę"),
                "title": ("Tytuł od \u202eprawej", "niewidoczny znak"),
            },
            {
                "body": ("Zobacz [stronę](javascript:alert(1)).", "nie może prowadzić"),
                "easy_text": ("Tekst\x00 z zerem", "niewidoczny znak"),
            },
            {
                "body": ("ż" * 1_000_000, f"co najwyżej {LONGEST} znaków"),
                "easy_text": ("Pisz: anna@urzad.example", "jest tu adres e-mail"),
            },
            {
                "title": ("Pisz: anna@urzad.example", "Usuń stąd adres e-mail"),
                "film": ("https://anna%40urzad.example@filmy.example/", "Usuń stąd adres e-mail"),
            },
        ],
        ids=["right-to-left", "nul", "1 MB", "e-mail"],
    )
    def test_what_no_page_takes_comes_back_as_it_was_typed(
        self, editor: Client, statutory: list[Page], wrong: dict[str, tuple[str, str]]
    ) -> None:
        page = of("accessibility")
        before, entries = Page.objects.filter(pk=page.pk).values().get(), Entry.objects.count()
        sent = typed(editor, page, **{"title": "Nowy tytuł", **{name: text for name, (text, _) in wrong.items()}})
        answer = editor.post(address(page), sent)
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert {name: said for name, (_, said) in wrong.items() if said not in errors_at(shown, name)} == {}
        assert {name: text.replace("\r\n", "\n") for name, text in fields_of(shown).items()} == sent
        assert Page.objects.filter(pk=page.pk).values().get() == before
        assert Entry.objects.count() == entries

    def test_html_is_text_wherever_it_is_shown(self, editor: Client, statutory: list[Page]) -> None:
        page = of("reuse")
        body = '<script>alert(1)</script>\n\n<b onclick="x()">gruby</b>'
        done = editor.post(address(page), typed(editor, page, body=body), follow=True).content.decode()
        preview = editor.post(address(page, "preview"), typed(editor, page)).content.decode()
        assert "jest tu znacznik HTML" in done
        assert "&lt;script&gt;alert(1)" in preview
        for shown in (done, preview):
            assert "<script>alert" not in shown and "<b onclick" not in shown


class TestThePreview:
    def test_it_shows_what_was_typed_and_stores_nothing(self, editor: Client, statutory: list[Page]) -> None:
        page = of("accessibility")
        before, entries = Page.objects.filter(pk=page.pk).values().get(), Entry.objects.count()
        fields = typed(editor, page, title="Nowy <tytuł>", body=TEXT, easy_text="Urząd robi drogi.")
        answer = editor.post(address(page, "preview"), fields)
        assert answer.status_code == 200
        preview, _, form = answer.content.decode().partition('class="module page-preview"')[2].partition("</section>")
        assert "Nowy &lt;tytuł&gt;</h2>" in preview and '<h3 id="podglad-naglowek">Nagłówek</h3>' in preview
        assert "Urząd robi drogi." in preview
        assert "errornote" not in answer.content.decode()
        assert fields_of(answer.content.decode())["body"] == TEXT.replace("\n", "\r\n")
        assert Page.objects.filter(pk=page.pk).values().get() == before and Entry.objects.count() == entries
        assert f'action="{address(page)}"' in answer.content.decode() and "Niczego nie zapisze" in form

    def test_what_it_returns_can_be_saved(self, editor: Client, statutory: list[Page]) -> None:
        page = of("reuse")
        shown = editor.post(address(page, "preview"), typed(editor, page, body=TEXT)).content.decode()
        assert editor.post(address(page), fields_of(shown)).status_code == 302
        assert of("reuse").body == TEXT

    def test_a_new_page_is_previewed_too(self, editor: Client, statutory: list[Page]) -> None:
        fields = load(editor, ADD) | {"title": "Nabór", "body": TEXT}
        answer = editor.post(reverse("admin:pages_page_preview_new"), fields)
        assert '<h3 id="podglad-naglowek">' in answer.content.decode()
        assert f'action="{ADD}"' in answer.content.decode()
        assert Page.objects.count() == len(kinds.STATUTORY)

    def test_errors_stand_at_their_fields(self, editor: Client, statutory: list[Page]) -> None:
        page = of("reuse")
        bad = "[x](javascript:alert(1)) dalej"
        shown = editor.post(address(page, "preview"), typed(editor, page, body=bad)).content.decode()
        assert "nie może prowadzić" in errors_at(shown, "body")
        assert 'href="javascript' not in shown
        long = editor.post(address(page, "preview"), typed(editor, page, body="a" * (LONGEST + 1))).content.decode()
        assert f"co najwyżej {LONGEST}" in errors_at(long, "body")

    def test_opened_without_a_form_it_leads_to_one(self, editor: Client, statutory: list[Page]) -> None:
        assert editor.get(address(of("reuse"), "preview"))["Location"] == address(of("reuse"))
        assert editor.get(reverse("admin:pages_page_preview_new"))["Location"] == ADD

    def test_it_takes_the_right_to_change_and_a_token(self, editor: Client, statutory: list[Page]) -> None:
        page = of("reuse")
        fields: dict[str, Any] = typed(editor, page)
        for client in (signed_in_with("view_page"), signed_in(account("bez-praw"))):
            assert client.post(address(page, "preview"), fields).status_code == 403
            assert client.post(reverse("admin:pages_page_preview_new"), fields).status_code == 403
        careful = Client(enforce_csrf_checks=True)
        careful.force_login(account("redaktorka", is_superuser=True))
        assert careful.post(address(page, "preview"), fields).status_code == 403
