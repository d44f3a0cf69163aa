"""Other words for the same thing, and what people did not find, in the admin."""

from search.admin.misses import MissAdmin
from search.admin.synonyms import SynonymAdmin

__all__ = ["MissAdmin", "SynonymAdmin"]
