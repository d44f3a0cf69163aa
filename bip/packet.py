"""The packet of an edition: what anyone needs to check its digest with public tools, as a ZIP file.

The same edition makes the same bytes: entries are stored in one order, with the moment of publication, uncompressed.
"""

import io
import json
import zipfile
from typing import Any, Final

from django.utils import timezone

from publishing.states import Older

README: Final = """\
Paczka wydania BIP
==================

{title}, wydanie {number}
Skrót (SHA-256): {digest}

Co jest w paczce
  content.json   treść wydania, dokładnie te bajty, z których policzono skrót
  metadata.json  metryczka wydania: kto, kiedy, dlaczego, numer, skrót poprzedniego wydania
  salt.bin       32 losowe bajty (sól), od których zaczyna się skrót
  chain.json     numery i skróty wszystkich wydań do tego włącznie

Jak sprawdzić skrót (Linux, macOS; w Windows np. w WSL albo Git Bash)

  printf '\\n' | cat salt.bin metadata.json - content.json | sha256sum

Wynik ma być taki:

  {expected}
{redaction}
Jak sprawdzić łańcuch
  Pole „previous_digest” w metadata.json jest skrótem poprzedniego wydania; ten sam skrót stoi w chain.json.
  Kto zmieniłby jedno wydanie, musiałby zmienić wszystkie następne. Zapisz sobie skrót tego wydania: po latach
  porównasz go z tym, który pokaże BIP.
"""
REDACTED: Final = """
Z treści tego wydania usunięto dane osobowe, więc skrót tego, co zostało, jest inny niż skrót wydania. Podaje go pole
„redacted_digest” w chain.json; łańcuch trzyma się nadal skrótu sprzed usunięcia danych.
"""
WRITABLE: Final = 0o644 << 16


def packet_of(older: Older, chain: list[dict[str, Any]]) -> bytes:
    body, edition = older.edition.body, older.edition
    readme = README.format(
        title=edition.title,
        number=edition.number,
        digest=edition.digest,
        expected=body.redacted_digest or edition.digest,
        redaction=REDACTED if body.redacted_digest else "",
    )
    files = {
        "README.txt": readme.encode(),
        "chain.json": (json.dumps(chain, indent=1) + "\n").encode(),
        "content.json": body.content.encode(),
        "metadata.json": body.metadata.encode(),
        "salt.bin": bytes(body.salt),
    }
    moment = timezone.localtime(edition.published_at).timetuple()[:6]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, moment)
            entry.external_attr, entry.create_system = WRITABLE, 3
            archive.writestr(entry, content)
    return packed.getvalue()
