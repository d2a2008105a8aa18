"""The world: the only network, disk and keyring code."""
