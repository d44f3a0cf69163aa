"""The Markdown of pages: a safe subset, made into HTML when a page is read, and what an editor is warned of. No Django."""
