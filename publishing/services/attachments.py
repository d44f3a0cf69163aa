"""Files of legal bases: kept once each, by their digest, and let go again when no proposal has taken them."""

import hashlib
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from publishing.models import Attachment

LARGEST: Final = 10 * 2**20
PDF: Final = b"%PDF-"
UNUSED_FOR: Final = timedelta(days=1)  # a form that comes back with an error carries its file along so long


@transaction.atomic
def keep_attachment(name: str, content: bytes) -> Attachment:
    """The stored file with this content. The name of the first who brought it stays."""
    Attachment.objects.filter(proposals=None, at__lt=timezone.now() - UNUSED_FOR).delete()
    attachment, _ = Attachment.objects.get_or_create(
        digest=hashlib.sha256(content).hexdigest(),
        defaults={"name": name[-200:], "content": content, "size": len(content)},
    )
    return attachment
