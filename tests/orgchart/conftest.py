from tests.cast import editor, powerless, publisher, reader, second_editor
from tests.small_tree import department, unit

__all__ = ["department", "editor", "powerless", "publisher", "reader", "second_editor", "unit"]
