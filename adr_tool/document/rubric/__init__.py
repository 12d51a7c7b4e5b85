"""What a careful reviewer looks for in the text of one record, as far as code can tell."""
