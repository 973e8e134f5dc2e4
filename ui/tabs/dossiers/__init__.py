"""What the tabs of people and of employers share: a list, a form in sections, drafts, saving and undoing."""
