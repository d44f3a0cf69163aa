"""Finding who deals with a matter, in the editions in force.

Floor 4. Of `publishing` it may import what the contract «gate» in pyproject.toml lists: its reading side.
Inside: documents → `entries` → `rows` → the index in the database; `keeper` → `index` → `sought` → `candidates` →
`ranking`; see docs/search.md.
"""
