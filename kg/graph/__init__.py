"""The only place where the model meets RDF: description, validation, curation."""
