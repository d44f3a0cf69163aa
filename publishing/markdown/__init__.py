"""The Markdown of pages: a safe subset, made into HTML when a page is read, and what is wrong with it. No Django.

Known are: headings from `##` on, paragraphs, `*emphasis*`, `**strong emphasis**`, lists, tables with a row of headers,
links, words in another language `[words]{lang=en}`, and places that only the office can fill `[uzupełnij: …]`.
Everything else is shown as it was typed. Inside: `findings | rendering → syntax`.
"""

from publishing.markdown.findings import Finding, findings
from publishing.markdown.rendering import anchors, missing, plain, render
from publishing.markdown.syntax import LONGEST

__all__ = ["LONGEST", "Finding", "anchors", "findings", "missing", "plain", "render"]
