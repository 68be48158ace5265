"""The versions of a shop's tables, for the tests of migrations."""
