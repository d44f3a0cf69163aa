"""What publishers see of the public record, one module for each kind of row."""

from publishing.admin import editions

__all__ = ["editions"]
