from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from orgchart.models import OFFICE_ID, Department, Office, Unit
from publishing.services import PublicationRefused, Statement, publish_edition


def moment(text: str) -> datetime:
    """A moment in the time of Warsaw, or a day, which begins at midnight."""
    parsed = parse_datetime(text) or parse_datetime(f"{text}T00:00")
    if parsed is None:
        raise ValueError(text)
    return parsed if timezone.is_aware(parsed) else timezone.make_aware(parsed)


class Command(BaseCommand):
    help = "Publikuje nowe wydanie departamentu albo urzędu na podstawie wersji roboczej."

    def add_arguments(self, parser: CommandParser) -> None:
        subject = parser.add_mutually_exclusive_group(required=True)
        subject.add_argument("--office", action="store_true", help="publikuje wydanie urzędu")
        subject.add_argument("--department", metavar="ADRES", help="publikuje wydanie departamentu o tym adresie")
        parser.add_argument("--prepared-by", required=True, metavar="OSOBA", help="kto wytworzył informację")
        parser.add_argument("--prepared-on", type=date.fromisoformat, metavar="RRRR-MM-DD", help="data wytworzenia")
        parser.add_argument("--responsible", required=True, metavar="OSOBA", help="kto odpowiada za treść")
        parser.add_argument("--published-by", required=True, metavar="OSOBA", help="kto publikuje")
        parser.add_argument("--reason", required=True, metavar="TEKST", help="powód zmiany")
        parser.add_argument("--legal-basis", default="", metavar="TEKST", help="podstawa prawna")
        parser.add_argument("--legal-basis-url", default="", metavar="ADRES", help="odnośnik do podstawy prawnej")
        parser.add_argument(
            "--in-force-from",
            type=moment,
            metavar="RRRR-MM-DD[TGG:MM]",
            help="obowiązuje od (czas polski); bez tego: od chwili publikacji",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        said = {name: options[name] for name in Statement.__dataclass_fields__ if options.get(name) is not None}
        try:
            edition = publish_edition(_subject(options), Statement(**said))
        except PublicationRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        since = timezone.localtime(edition.in_force_from)
        self.stdout.write(f"Opublikowano: {edition}. Obowiązuje od {since:%d.%m.%Y %H:%M}. Skrót: {edition.digest}")


def _subject(options: dict[str, Any]) -> Office | Unit:
    try:
        if options["office"]:
            return Office.objects.get(pk=OFFICE_ID)
        return Unit.objects.roots().get(slug=options["department"])
    except Office.DoesNotExist as error:
        raise CommandError("Najpierw opisz urząd: nazwę, siedzibę i stronę internetową.") from error
    except Unit.DoesNotExist as error:
        known = ", ".join(Department.objects.values_list("slug", flat=True))
        others = f"Są: {known}." if known else "Nie ma jeszcze żadnego."
        raise CommandError(f"Nie ma departamentu o adresie „{options['department']}”. {others}") from error
