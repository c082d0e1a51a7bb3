"""What the pages of the strategy are made of: the steps, forms made from the model, edits of the text, conflicts."""
