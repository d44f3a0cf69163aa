"""What stands in the way of a page: of its texts, of the statement of accessibility, and reviews that are due.

What forms refuse blocks, for it came to the database some other way; what an editor may leave for later warns.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError

from pages import kinds
from pages.models import SHOWN_AS_TYPED, Declaration, Page
from publishing import document
from publishing.grammar import DECLARED
from publishing.markdown import Finding, findings, missing
from publishing.obstacles.obstacle import Obstacle, Severity, admin_address

MOST_TOLD: Final = 5  # places of one text
TEXTS: Final = ("information", "architecture", "communication")  # of a statement of accessibility, in Markdown
STATEMENT: Final = "S5"
TOLD_OTHERWISE: Final = "S7"
PLACE: Final = "missing"  # the code of a finding that is a place to be filled in


def obstacles_of_page(page: Page) -> Iterator[Obstacle]:
    """What keeps a document from being made of the page."""
    stated = page.stated
    if page.kind == kinds.DECLARATION and stated is None:
        text = "Deklaracji dostępności jeszcze nie wypełniono. Wypełnij jej formularz."
        yield Obstacle("declaration-missing", text, link=admin_address("pages_declaration_changelist"), law=STATEMENT)
    yield from _obstacles_of_statement(stated) if stated else ()
    for label, text in {**_texts(page, stated), "tytuł": page.title, "film w języku migowym": page.film}.items():
        wrong = [each for each in findings(text) if each.blocks]
        if wrong:
            told = f"Strona „{page.title}”, {label}. {_told(wrong)}"
            yield Obstacle(
                "page-text-wrong", told, link=_form(stated) if stated else _address(page), law=law_of(page.kind)
            )


def _obstacles_of_statement(stated: Declaration) -> Iterator[Obstacle]:
    try:
        stated.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        names = {field.name: str(field.verbose_name) for field in Declaration._meta.concrete_fields}
        told = " ".join(
            f"{names.get(name, name).capitalize()}: {message}"
            for name, said in error.message_dict.items()
            for message in said
        )
        yield Obstacle("declaration-wrong", f"Deklaracja dostępności. {told}", link=_form(stated), law=STATEMENT)


def warnings_of_page(page: Page, today: date) -> Iterator[Obstacle]:
    """What is weak, unfinished, missing or due for a review, in the working copy."""
    stated = page.stated
    yield from _warnings_of_texts(page, stated, page.pk)
    if page.review_on and page.is_due_for_review(today):
        text = (
            f"Stronę „{page.title}” należało przejrzeć do {page.review_on:%d.%m.%Y}. Przejrzyj ją i wpisz nowy dzień."
        )
        yield Obstacle("page-review-due", text, Severity.WARNS, _address(page), law_of(page.kind))
    if stated and stated.is_due_for_review(today):
        text = (
            f"Deklarację dostępności przegląda się co roku, ostatnio {stated.checked_on:%d.%m.%Y}. "
            "Przejrzyj ją i wpisz dzień przeglądu."
        )
        yield Obstacle("declaration-review-due", text, Severity.WARNS, _form(stated), STATEMENT)


def warnings_of_page_document(said: document.PageDocument) -> Iterator[Obstacle]:
    """What is weak, unfinished or missing in a document that is to be published."""
    row = Page.objects.filter(key=said.key).first()
    yield from _warnings_of_texts(said, said.declaration, row.pk if row else None)


def _warnings_of_texts(
    said: Page | document.PageDocument, stated: Declaration | document.Declaration | None, pk: int | None
) -> Iterator[Obstacle]:
    link = admin_address("pages_page_change", pk) if pk else ""
    at = admin_address("pages_declaration_changelist") if said.kind == kinds.DECLARATION else link
    texts = _texts(said, stated)
    for label, text in texts.items():
        weak = [each for each in findings(text) if not each.blocks and each.code != PLACE]
        if weak:
            told = f"Strona „{said.title}”, {label}. {_told(weak)}"
            yield Obstacle("page-text-weak", told, Severity.WARNS, at, law_of(said.kind))
    for label, text in {**texts, **_typed(stated)}.items():
        places = missing(text)
        if places:
            named = "; ".join(place or "(nie napisano, co)" for place in places[:MOST_TOLD])
            told = f"Strona „{said.title}”, {label}: trzeba jeszcze uzupełnić: {named}.{_more(places)}"
            yield Obstacle("page-unfinished", told, Severity.WARNS, at, law_of(said.kind))
    if said.kind == kinds.ACCESSIBILITY and not said.easy_text.strip():
        text = "Nie ma tekstu o zakresie działalności urzędu, łatwego do czytania (ETR)."
        yield Obstacle("easy-text-missing", text, Severity.WARNS, link, TOLD_OTHERWISE)
    if said.kind == kinds.ACCESSIBILITY and not said.film:
        text = "Nie ma filmu o zakresie działalności urzędu w polskim języku migowym (PJM)."
        yield Obstacle("film-missing", text, Severity.WARNS, link, TOLD_OTHERWISE)


def law_of(kind: str) -> str:
    """The line of the law that asks for such a page first; empty for a page of the office's own."""
    statutory = kinds.STATUTORY.get(kind)
    return statutory.law[0] if statutory else ""


def _texts(said: Page | document.PageDocument, stated: Declaration | document.Declaration | None) -> Mapping[str, str]:
    """The texts in Markdown, by what they are called."""
    if said.kind == kinds.DECLARATION:
        return {DECLARED[name]: getattr(stated, name) for name in TEXTS} if stated else {}
    return {"treść": said.body, "tekst łatwy do czytania": said.easy_text}


def _typed(stated: Declaration | document.Declaration | None) -> Mapping[str, str]:
    """What the statement says beside its texts, where places to fill may be left too. A document has tuples."""
    said = {DECLARED[name]: getattr(stated, name) for name in SHOWN_AS_TYPED} if stated else {}
    return {label: words if isinstance(words, str) else "\n\n".join(words) for label, words in said.items()}


def _told(found: Sequence[Finding]) -> str:
    return " ".join(each.text for each in found[:MOST_TOLD]) + _more(found)


def _more(found: Sequence[object]) -> str:
    return f" Oraz jeszcze: {len(found) - MOST_TOLD}." if len(found) > MOST_TOLD else ""


def _address(page: Page) -> str:
    return admin_address("pages_page_change", page.pk)


def _form(stated: Declaration) -> str:
    return admin_address("pages_declaration_change", stated.pk)
