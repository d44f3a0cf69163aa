"""Editions: the immutable public record, and the only code that makes documents of the working copy.

Floor 3. It may import the working copy (`orgchart`, `tasks`, `contacts`, `pages`) in `snapshot`, `obstacles`, `trace`,
`register`, `rights`, `subjects`, `touches`, `conformity`, `verification`, `services` and above; `triggers` takes the
shape of a trigger from `journal`. `reading` with what stands beside it (`beside`, `history`, `states`, `formerly`,
`turns`), `models`, `minor`, `packages`, `telling`, `differences`, `document`, `canonical`, `markdown`, `typesetting`
and `emails` never do, because public pages are built on them. Which module stands above which: pyproject.toml, «Inside
publishing».
"""
