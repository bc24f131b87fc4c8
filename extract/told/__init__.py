"""What people tell in sentences: facts of the record in the words in which they are commonly said."""
