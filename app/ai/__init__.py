"""Optional help from models. Everything here may be absent: whoever calls has an answer without it."""
