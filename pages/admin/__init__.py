"""Pages and the statement of accessibility in admin. `deptportal.pages` adds what `publishing` knows, and registers."""
