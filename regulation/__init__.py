"""Reading the text of a regulation into the working copy. It has no models.

Floor 3. It may import `orgchart`, `tasks` and `contacts`. Inside: `management → services → *_import → report → pure
modules` (`parser → sections, boxes → channels → hidden`; below them `marks, notes, source → records, errors`;
`matching → alike`). See `docs/import.md`.
"""
