"""What the pages of sources need beside their templates: fields made from the settings of a kind, words of a trial."""
