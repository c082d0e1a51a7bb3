"""Forward-only changes of the state, one file each; every one is tested from the release before."""
