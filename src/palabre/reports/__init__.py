"""What a person takes away: sentences made from figures, the same on the page, in a file and in the terminal."""
