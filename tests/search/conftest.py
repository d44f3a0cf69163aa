from django.core.management import call_command
from django.test import override_settings

from search.services.indexing import catch_up
from tests.bip.pages.conftest import indexed, portal, reader
from tests.cast import auditor, editor
from tests.worlds import kept

__all__ = ["auditor", "demonstration", "editor", "indexed", "portal", "reader"]


@kept
def demonstration() -> None:
    """The sample's office and department, published and indexed."""
    with override_settings(DEMO=True):
        call_command("load_demo", verbosity=0)
    catch_up()
