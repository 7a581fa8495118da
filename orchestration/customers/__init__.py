"""What staff and analysts see of customers: answered from the current generation."""
