"""Where users' data live: `memory`, `file` (one readable file a user) or `sql`. One contract suite for all."""
