"""The numbered duties of units (`Duty`), their points and how their numbers come about.

Floor 2. It may import `orgchart` and `journal`. Inside: `admin → rows, moves → services → models → numbering`; `rows`
and `moves` are the forms of a unit's list, and of a duty that goes to another unit.
"""
