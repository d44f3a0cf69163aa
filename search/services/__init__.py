"""Acts that change what the search keeps: writing the index, and forgetting it."""
