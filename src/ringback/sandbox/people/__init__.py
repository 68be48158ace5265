"""The practice people: one TOML file each, and the machine that plays them on a telephone line."""
