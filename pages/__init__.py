"""Statutory and help pages that editors write (`Page`), and the office's statement of accessibility (`Declaration`).

Floor 2. It may import `orgchart` and `journal`. Inside: `admin → services → models → kinds`.
"""
