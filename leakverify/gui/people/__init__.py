"""People to be called: the plan that is fixed first, the cards, and what the answers carry."""
