"""The metryczka of a page: what the law asks an item of the BIP to say of itself (LAW M1–M5)."""

from dataclasses import dataclass

from publishing.document import DepartmentDocument, Metadata, OfficeDocument, PageDocument
from publishing.models import Edition
from publishing.reading import Published


@dataclass(frozen=True)
class Imprint:
    """`first` is the metadata of the edition by which readers saw the subject first."""

    edition: Edition
    metadata: Metadata
    first: Metadata

    @property
    def updated(self) -> bool:
        return self.metadata.number != self.first.number

    @property
    def planned(self) -> bool:
        """Whether it came into force at another moment than it was published."""
        return self.metadata.in_force_from != self.metadata.published_at


def imprint_of(
    published: Published[DepartmentDocument] | Published[OfficeDocument] | Published[PageDocument],
) -> Imprint:
    return Imprint(published.edition, published.metadata, published.first)
