"""Publishing: what consumers read, as generations that are written whole, checked, and switched to in one step."""
