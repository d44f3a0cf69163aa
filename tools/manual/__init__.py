"""`make manual`: the pictures of docs/redaktor, taken of a portal that is started for the purpose and played through.

A picture is taken by `camera.shoot(name, …)`; the chapters play in order on one database, so what one did is there
for the next.
"""
