"""Small programs that the Makefile calls. They import nothing of the portal, and some run before it is installed."""
