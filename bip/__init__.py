"""What citizens read: public pages, made of editions alone.

Floor 5. Of `publishing` it may import the reading side only (`reading`, `history`, `states`, `formerly`, `models`,
`telling`, `differences`, `document`); the working copy (`orgchart`, `tasks`, `contacts`, `regulation`) it may not reach
even indirectly.
"""
