"""Search: words, marks and ranking without a database; the index and the questions of citizens with one."""
