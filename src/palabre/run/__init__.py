"""The loop: serving process, worker, jobs, and the only real clock."""
