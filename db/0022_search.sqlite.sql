-- What people look for by words: one text for each incident, written by a follower after the commit, so that no reporter waits for an index.
-- Nothing but the index is kept (the words stand in reports); its rowid is incidents.number_order, so the newest come first without sorting.

CREATE VIRTUAL TABLE search_texts USING fts5(words, content='', contentless_delete=1, prefix='2 3 4', tokenize="unicode61 remove_diacritics 0");
