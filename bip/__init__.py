"""What citizens read: public pages, made of editions alone.

Floor 5. It shows what `search` found. Of `publishing` it may import the reading side only (`reading`, `beside`,
`history`, `states`, `formerly`, `turns`, `models`, `telling`, `differences`, `document`, `emails`, `markdown`,
`typesetting`, `words`); the working copy (`orgchart`, `tasks`, `contacts`, `pages`, `regulation`) it may not reach even
indirectly.
"""
