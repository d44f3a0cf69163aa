"""What a worker keeps between requests, given up as by one that was just started."""

from publishing import reading


def forget_documents() -> None:
    for kept in (reading._department_document, reading._office_document, reading._metadata):
        kept.cache_clear()
