"""What the softphone does, said with ports: no Qt, no network, no disk of its own."""
