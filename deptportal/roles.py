"""What each role may do at all, by Django's permissions; in which part of the office, `orgchart.rights` tells.

The groups are made by a migration. A landed migration stays as it is: whoever changes this table writes another one
(a test compares the table with what the migrations make).
"""

from collections.abc import Iterable
from typing import Final

from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER

ALL: Final = ("view", "add", "change", "delete")
VIEW: Final = ("view",)

TOLD: Final = {
    EDITOR: "Zmienia wersję roboczą w powierzonej części urzędu i składa projekty wydań.",
    PUBLISHER: "Zatwierdza i publikuje w powierzonej części urzędu; wersję roboczą tylko czyta.",
    ADMINISTRATOR: "Może wszystko, w całym urzędzie: także konta, role, powierzone części i zastępstwa.",
    AUDITOR: "Czyta wszystko, także dziennik i konta; niczego nie zmienia.",
}
WORKING_COPY: Final = (
    "orgchart.office",
    "orgchart.officer",
    "orgchart.unit",
    "orgchart.post",
    "orgchart.appointment",
    "tasks.duty",
    "contacts.contact",
    "contacts.channel",
    "pages.page",
    "pages.declaration",
)
SEARCH: Final = ("search.synonym", "search.miss")
ROAD: Final = ("publishing.edition", "publishing.proposal", "publishing.withdrawal")
JOURNAL: Final = ("journal.entry", "journal.review")
ACCOUNTS: Final = ("auth.user", "auth.group", "orgchart.grant")


def permissions(acts: Iterable[str], models: Iterable[str]) -> frozenset[str]:
    """«orgchart.change_unit» and the like, for each act on each model."""
    acts = list(acts)
    named = [model.partition(".") for model in models]
    return frozenset(f"{app}.{act}_{name}" for app, _, name in named for act in acts)


PERMISSIONS: Final[dict[str, frozenset[str]]] = {
    EDITOR: permissions(ALL, WORKING_COPY)
    | permissions(ALL, ["search.synonym"])
    | permissions(VIEW, [*ROAD, "search.miss"])
    | {"orgchart.view_gone", "orgchart.change_gone", "publishing.add_proposal"},
    PUBLISHER: permissions(VIEW, [*WORKING_COPY, *ROAD, *SEARCH, "orgchart.gone"])
    | permissions(ALL, ["orgchart.deputy"])
    | {"publishing.approve_proposal", "publishing.add_withdrawal"},
    ADMINISTRATOR: permissions(ALL, [*WORKING_COPY, "orgchart.deputy", "orgchart.grant", "search.synonym"])
    | permissions(VIEW, [*ROAD, *JOURNAL, *ACCOUNTS, "publishing.redaction", "search.miss"])
    | {
        "auth.add_user",
        "auth.change_user",  # an account is closed, never deleted: what it did stays its own
        "journal.export_entry",
        "journal.review_entry",
        "orgchart.change_gone",
        "orgchart.view_gone",
        "publishing.add_proposal",
        "publishing.add_redaction",
        "publishing.add_withdrawal",
        "publishing.approve_proposal",
    },
    AUDITOR: permissions(
        VIEW,
        [
            *WORKING_COPY,
            *ROAD,
            *JOURNAL,
            *ACCOUNTS,
            *SEARCH,
            "orgchart.deputy",
            "orgchart.gone",
            "publishing.redaction",
        ],
    )
    | {"journal.export_entry"},
}
