-- What people look for by words: one text for each incident, written by a follower after the commit, so that no reporter waits for an index.
-- The words come ready from the program, split and folded as SQLite has them, so that both engines find the same; place is incidents.number_order.

CREATE TABLE search_texts (
    place BIGINT NOT NULL PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX search_texts_words ON search_texts USING gin (words);
