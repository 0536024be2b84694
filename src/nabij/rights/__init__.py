"""Rights for residents: the finder and the catalogue around `nabij_rights`."""
