"""What each address answers: the desk is asked, a page context is made, a template prints it."""
