"""What editors and publishers see of publishing: the desk, proposals, and each kind of row of the public record."""

from publishing.admin import editions, proposals, redactions, withdrawals

__all__ = ["editions", "proposals", "redactions", "withdrawals"]
