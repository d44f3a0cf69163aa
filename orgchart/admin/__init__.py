"""What editors see of the structure. The page of a unit is put together in `deptportal.admin`."""

from orgchart.admin import office, posts

__all__ = ["office", "posts"]
