"""One page, one view. An answer is posted and leads on to a page without answers in its address."""
