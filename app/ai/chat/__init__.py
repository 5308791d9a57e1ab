"""One port to language models: Groq, any server that speaks like OpenAI's, or none."""
