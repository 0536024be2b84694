"""What people at work type and choose."""
