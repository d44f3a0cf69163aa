"""`import_regulation`: a regulation's text into the working copy, in one transaction."""

from collections.abc import Mapping

from django.db import transaction

from journal.recording import one_act
from orgchart.services import lock_office
from regulation.contact_import import import_contacts
from regulation.duty_import import plan_duties, write_duties
from regulation.parser import parse
from regulation.post_import import import_posts
from regulation.records import Regulation
from regulation.report import Answers, ImportReport, UndecidedError
from regulation.unit_import import DEPARTMENT, find_units, order_units, remove_units, write_units


def import_regulation(*, text: str, dry_run: bool = False, answers: Mapping[int, str] | None = None) -> ImportReport:
    """Make the department's working copy what the text says, and tell what that changed.

    `answers` maps a line of the text to the key that it goes on from, or to «nowe». A dry run does everything and
    takes it back. Raises `RegulationError` where the text cannot be read or written; of that, `UndecidedError` where
    several stored duties are equally alike and no answer says which goes on. Either way nothing is written.
    """
    regulation = parse(text)
    with one_act():
        lock_office()
        report = _import(regulation, Answers(answers or {}), dry_run=dry_run)
        transaction.set_rollback(dry_run)
    return report


def _import(regulation: Regulation, answers: Answers, *, dry_run: bool) -> ImportReport:
    report = ImportReport(regulation.name, dry_run, unread=regulation.unread, remarks=regulation.remarks)
    found = find_units(regulation, answers, report)
    written = write_units(regulation, found, report)
    plan = plan_duties(regulation, found, answers, report)
    report.idle_answers = answers.idle
    if report.questions and not dry_run:
        raise UndecidedError(report.questions)
    write_duties(plan, written)
    remove_units(found, written, report)
    order_units(found, written, report)
    import_posts(written[DEPARTMENT], regulation.leaders, report)
    import_contacts(written[DEPARTMENT], regulation.boxes, report)
    return report
