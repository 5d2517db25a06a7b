"""What is published, as data frames: taken from the steps before, or worked out here."""
