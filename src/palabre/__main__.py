"""`python -m palabre` is the command line."""

from palabre.cli import main

main()
