"""What a machine can see of a page: is it legible, whole, reachable, named, and mirrored where it must be."""
