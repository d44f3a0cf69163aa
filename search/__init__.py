"""Finding who deals with a matter, in the editions in force.

Floor 4. Of `publishing` it may import what readers' pages may: `reading`, `models`, `document`, `emails`, `markdown`.
Inside: `index` → `entries` (documents → what can be found) → `ranking` (orders it) → `words`; see docs/search.md.
"""
