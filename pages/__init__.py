"""The statutory and help pages that editors write (`Page`), and the office's statement of accessibility
(`Declaration`). What the statutory ones begin with stands in `texts/`.

Floor 2. It may import `orgchart` and `journal`. Inside: `admin, management → services, attention → models → kinds`.
What a text is made into, and what is wrong with it, `publishing` knows; `deptportal.pages` brings both to the forms.
"""
