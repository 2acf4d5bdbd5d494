-- What somebody has typed into a report and not sent is kept for them, so that a lost line, a closed window or another machine loses no word.

CREATE TABLE report_drafts (
    person_id TEXT NOT NULL REFERENCES people (id),
    -- The form's own key. The report is filed under it later, so a draft and its report are one, and two sendings of it are one report.
    form_key TEXT NOT NULL,
    answers TEXT NOT NULL,
    -- When it was typed; what was typed earlier and arrives later changes nothing.
    edited_at BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, form_key)
);
CREATE INDEX report_drafts_by_age ON report_drafts (saved_at);
