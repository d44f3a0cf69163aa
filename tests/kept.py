"""What a worker keeps between requests, given up as by one that was just started."""

from publishing import reading
from search.keeper import keeper

__all__ = ["forget_documents"]


def forget_documents() -> None:
    """The documents, and the index that is made of them."""
    reading.forget_documents()
    keeper.forget()
