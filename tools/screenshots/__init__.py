"""`make screenshots`: the pictures of docs/images, taken of a portal that is started for the purpose.

What takes them is the camera of `tools.manual`; here stands what is taken, and in which window.
"""
