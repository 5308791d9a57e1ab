"""Applications of a candidate: statuses, order on a board, calendar files, tables in and out, figures."""
