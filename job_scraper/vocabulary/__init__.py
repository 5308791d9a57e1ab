"""The codes an offer uses, and the words that stand for them in French, English, German and Arabic."""
