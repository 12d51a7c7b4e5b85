"""What a decision is: values and rules, standard library only."""
