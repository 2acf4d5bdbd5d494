-- Files that are added while a report is being filled in: the form's own key says which one they wait for, until it is sent.

ALTER TABLE evidence ADD COLUMN form_key TEXT;
CREATE INDEX evidence_of_form ON evidence (form_key, id) WHERE form_key IS NOT NULL AND incident_id IS NULL;
