"""What web pages say about offers when they were made for people, or only half for machines."""
