"""What citizens read: public pages, made of editions alone.

Floor 5. Of `publishing` it may import `reading`, `models`, `differences` and `document`; the working copy (`orgchart`,
`tasks`, `contacts`, `regulation`) it may not reach even indirectly.
"""
