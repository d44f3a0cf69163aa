"""Editions: the immutable public record, and the only code that makes documents of the working copy.

Floor 3. It may import the working copy (`orgchart`, `tasks`, `contacts`) in `snapshot`, `obstacles`, `trace`,
`verification`, `services` and above; `triggers` takes the shape of a trigger from `orgchart`. `reading`, `models`,
`telling`, `differences`, `document` and `canonical` never do, because public pages are built on them.
Inside: `admin, management → services, verification → snapshot, obstacles, trace → reading → models → telling →
differences → document → canonical`.
"""
