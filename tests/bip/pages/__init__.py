"""Tests of the pages that readers see, one file a page. Editions are made of documents, without a working copy."""
