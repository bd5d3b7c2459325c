"""What is to be read, as bytes with their path: files, folders, globs, standard input; and their decoding."""
