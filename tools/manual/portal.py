"""A portal in a temporary folder, with the sample office and a second department."""

import re
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.databases import manage, production
from bench.servers import serving

SECOND: Final = "Departament Kultury i Edukacji"
# The order of the importer's texts: who leads it, what it consists of, what each unit does.
REGULATION: Final = f"""{SECOND}

Dyrektor: Janina Wzorcowa

W skład departamentu wchodzą:

1. Wydział Kultury, KEI
2. Wydział Edukacji, KEII

Zadania:

Do zadań Departamentu Kultury i Edukacji należą sprawy kultury i oświaty, a w szczególności:

I. Wydział Kultury, który oznacza pisma symbolem KEI:

1. Prowadzenie rejestru instytucji kultury;
2. Udzielanie dotacji na zabytki.

II. Wydział Edukacji, który oznacza pisma symbolem KEII:

1. Nadzór nad bibliotekami pedagogicznymi;
2. Przyznawanie stypendiów.
"""
PUBLISH: Final = (
    "from deptportal.demo import STATEMENT; from orgchart.models import Department; "
    "from publishing.services import publish_edition; "
    f"publish_edition(Department.objects.get(name='{SECOND}'), STATEMENT)"
)


@dataclass(frozen=True)
class Portal:
    """Where it answers, and the passwords of its accounts by their names."""

    address: str
    passwords: Mapping[str, str]


@contextmanager
def running() -> Iterator[Portal]:
    with tempfile.TemporaryDirectory(prefix="portal-manual-") as folder:
        port = _free_port()
        address = f"http://127.0.0.1:{port}"
        environment = production(f"sqlite:///{folder}/portal.sqlite3", memory=0) | {
            "DEMO": "on",
            "HTTPS": "off",
            "SITE_URL": address,
            "TRUST_PROXY": "off",
        }
        manage(environment, "migrate", "--verbosity", "0")
        told = manage(environment, "load_demo")
        _add_second_department(environment, Path(folder))
        manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
        passwords = dict(re.findall(r"konto „(\w+)”, hasło „([^”]+)”", told))
        with serving("manual", "deptportal.wsgi", port, environment):
            yield Portal(address, passwords)


def _add_second_department(environment: dict[str, str], folder: Path) -> None:
    text = folder / "regulation.txt"
    text.write_text(REGULATION, encoding="utf-8")
    manage(environment, "import_regulation", str(text))
    manage(environment, "shell", "--command", PUBLISH)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
