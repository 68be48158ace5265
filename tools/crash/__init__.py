"""`python -m tools.crash`: errands while the services and their database are killed at random; every one ends once."""
