"""Acts that change what the search keeps: writing the index, forgetting it, loading other words."""
