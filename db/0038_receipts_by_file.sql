-- Whether a file is the receipt of a paper is asked of every file that is shown, given away, dropped or swept: without this, each asking reads all sendings.

CREATE INDEX paper_sendings_of_evidence ON paper_sendings (evidence_id) WHERE evidence_id IS NOT NULL;
