"""The documents of editions: what an edition says, as typed and frozen records. No Django.

A document is complete: names, numbers and headings are copied into it, so a reader's page needs nothing else. Only a
department's reference to the office's common contact boxes stays a key, because those are published with the office.
Fields may be added with a default; none is ever renamed or removed, for old editions are read with this same module.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Channel(Record):
    """A way to reach somebody: `value` is the printed form, `link` what a telephone or a browser opens, if anything.

    An e-mail address has no link: it would give the address away.
    """

    key: str
    kind: str
    value: str
    link: str = ""

    @property
    def is_email(self) -> bool:
        return self.kind == "e-mail"


class Contact(Record):
    key: str
    title: str
    address: str = ""
    room: str = ""
    opening_hours: str = ""
    channels: tuple[Channel, ...] = ()

    @property
    def emails(self) -> tuple[Channel, ...]:
        return tuple(channel for channel in self.channels if channel.is_email)


class Holder(Record):
    """Who holds a post on the day of which the document speaks."""

    key: str
    person: str
    acting: bool = False
    since: date | None = None
    until: date | None = None


class Post(Record):
    """A function in a unit; without holders it is vacant («wakat»)."""

    key: str
    function: str
    competence: str = ""
    holders: tuple[Holder, ...] = ()


class Point(Record):
    key: str
    number: str
    text: str
    labelled: bool = False
    legal_basis: str = ""


class Duty(Record):
    """`labelled` tells that an editor set the number («7a»), else it follows from the order."""

    key: str
    number: str
    text: str
    labelled: bool = False
    legal_basis: str = ""
    points: tuple[Point, ...] = ()


class Unit(Record):
    """A unit with all that belongs to it. `numeral` is its number among its siblings («IV»); `slug` its address.

    `worded` tells that an editor set the heading, else it follows from kind, name and symbol.
    """

    key: str
    kind: str
    name: str
    symbol: str = ""
    slug: str
    numeral: str = ""
    heading: str = ""
    worded: bool = False
    intro: str = ""
    handling: str = ""
    registers: str = ""
    posts: tuple[Post, ...] = ()
    contacts: tuple[Contact, ...] = ()
    duties: tuple[Duty, ...] = ()
    units: tuple["Unit", ...] = ()


class Gone(Record):
    """A unit or a duty that this department had once. `how`: closed, merged, split, renamed; empty: nobody said.

    `successors`: keys of what took its place, in this department or elsewhere in the office.
    """

    key: str
    how: Literal["", "closed", "merged", "split", "renamed"] = ""
    successors: tuple[str, ...] = ()


class DepartmentDocument(Record):
    """A whole department: its root unit with everything below. `common_contacts`: keys of the office's boxes.

    `gone`: what was published once and was removed since, by key.
    """

    schema_name: Literal["department/1"] = "department/1"
    unit: Unit
    common_contacts: tuple[str, ...] = ()
    gone: tuple[Gone, ...] = ()


class Officer(Record):
    role: str
    name: str
    phone: str = ""
    fax: str = ""
    email: str = ""


class OfficeDocument(Record):
    """The office; `departments` and `pages` are keys in the order of the subject menu."""

    schema_name: Literal["office/1"] = "office/1"
    name: str
    seat: str
    website: str
    officers: tuple[Officer, ...] = ()
    contacts: tuple[Contact, ...] = ()
    departments: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


class Declaration(Record):
    """The statement of accessibility (LAW S5). Lists have an item each; texts are Markdown, empty where left out.

    `status`: zgodna, czesciowo, niezgodna; `method`: samoocena, zewnetrzna.
    """

    site_published_on: date
    site_updated_on: date
    status: Literal["zgodna", "czesciowo", "niezgodna"]
    inaccessible: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    excessive_cost: str = ""
    prepared_on: date
    reviewed_on: date | None = None
    method: Literal["samoocena", "zewnetrzna"] = "samoocena"
    assessor: str = ""
    information: str = ""
    shortcuts: tuple[str, ...] = ()
    contact: str
    email: str
    phone: str
    phone_link: str
    applications: tuple[str, ...] = ()
    architecture: str
    architecture_url: str = ""
    communication: str


class PageDocument(Record):
    """A page; `body` and `easy_text` are Markdown. `kind` as `pages.kinds` has it; of a declaration, all but the body.

    `told_on` is the day whose state the easy text and the film tell.
    """

    schema_name: Literal["page/1"] = "page/1"
    key: str
    kind: str
    title: str
    slug: str
    body: str = ""
    easy_text: str = ""
    film: str = ""
    told_on: date | None = None
    declaration: Declaration | None = None


Document = DepartmentDocument | OfficeDocument | PageDocument


class Metadata(Record):
    """What the law asks an edition to say of itself (LAW.md, M1–M5), and its place in the chain.

    `previous_digest` is the digest of the subject's edition before this one, empty for the first. Moments are in UTC.
    `corrects` is the number of the edition that a correction corrects, 0 for none. A file of the legal basis is told
    by its name and its SHA-256 (`legal_basis_digest`). `package` is common to editions that were approved together.
    """

    schema_name: Literal["metadata/1"] = "metadata/1"
    subject: Literal["office", "department", "page"]
    key: str
    number: int
    previous_digest: str
    title: str
    slug: str
    office: str
    prepared_by: str
    prepared_on: date
    responsible: str
    published_by: str
    published_at: datetime
    in_force_from: datetime
    reason: str
    legal_basis: str = ""
    legal_basis_url: str = ""
    legal_basis_file: str = ""
    legal_basis_digest: str = ""
    kind: Literal["change", "minor", "correction", "emergency"] = "change"
    corrects: int = 0
    approved_by: str = ""
    package: str = ""
