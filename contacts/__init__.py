"""Contact boxes (`Contact`) of units and of the office, and their typed `Channel`s.

Floor 2. It may import `orgchart`. Inside: `admin → pages → models → websites`; `pages` tells where a
box is shown.
"""
