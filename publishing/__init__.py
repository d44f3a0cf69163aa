"""Editions: the immutable public record, and the only code that makes documents of the working copy.

Floor 3. It may import the working copy (`orgchart`, `tasks`, `contacts`), but only in `snapshot`, `services` and above;
`reading`, `models`, `document` and `canonical` never do, because public pages are built on them.
Inside: `admin, management → services → snapshot → reading → models → document → canonical`.
"""
