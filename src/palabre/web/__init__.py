"""The pages: rendered here, usable as plain links and forms, quicker with htmx; no logic of their own."""
