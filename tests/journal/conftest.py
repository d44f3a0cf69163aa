from tests.cast import editor, powerless, publisher, reader, visitor
from tests.small_tree import department, unit

__all__ = ["department", "editor", "powerless", "publisher", "reader", "unit", "visitor"]
