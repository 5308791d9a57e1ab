"""Reading what Coursera publishes about its courses. Parsing stands apart from asking."""
