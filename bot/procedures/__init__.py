"""What the firm does with a client: one file per thing, each complete in itself. Pure."""
