"""The numbered duties of units (`Duty`), their points and how their numbers come about.

Floor 2. It may import `orgchart`. Inside: `admin → services → models → numbering`.
"""
