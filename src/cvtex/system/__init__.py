"""The machine under the program: temporary files, child processes, the cache, limits, data folders, git."""
