"""What a team is asked: the questions, whose turn it is, and how one is asked and answered."""
