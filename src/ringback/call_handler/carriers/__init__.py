"""Phone networks behind the `Carrier` port."""
