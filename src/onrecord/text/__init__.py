"""Where law 1 lives: paragraphs, folding with offset maps, words, alignment. Knows nothing of documents."""
