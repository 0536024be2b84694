"""Going to people: campaigns with a target group, rounds of calls, what came of them and what follows."""
