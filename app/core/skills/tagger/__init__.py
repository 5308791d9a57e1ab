"""Skill and knowledge spans in English text that no word list contains."""
