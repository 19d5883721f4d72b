-- Occasions: the event at which a statement was made, which is a topic of kind EVENT. Events have dates and a place
-- (docs/decisions/0027).

ALTER TABLE topic
  ADD COLUMN starts_on TEXT,
  ADD COLUMN ends_on TEXT,
  ADD COLUMN place TEXT,
  ADD CONSTRAINT topic_starts_on_check CHECK (starts_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$' AND partial_date_first(starts_on) > '-infinity'),
  ADD CONSTRAINT topic_ends_on_check CHECK (ends_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$' AND partial_date_first(ends_on) > '-infinity'),
  ADD CONSTRAINT topic_order_check CHECK (partial_date_first(starts_on) <= partial_date_last(ends_on)),
  ADD CONSTRAINT topic_place_check CHECK (is_clean_text(place, 300)),
  ADD CONSTRAINT topic_event_check CHECK (kind = 'EVENT' OR (starts_on IS NULL AND ends_on IS NULL AND place IS NULL));

ALTER TABLE statement
  ADD COLUMN occasion_id BIGINT REFERENCES topic (id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX statement_occasion_id_idx ON statement (occasion_id);

-- A foreign key cannot say that the topic is an event. Most statements have no occasion: the conditions of the triggers let them
-- pass without a call.
CREATE FUNCTION statement_is_made_at_event() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM topic WHERE id = NEW.occasion_id AND kind <> 'EVENT') THEN
    RAISE EXCEPTION 'the occasion of a statement must be an event'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_occasion_check';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER statement_is_made_at_event BEFORE INSERT OR UPDATE OF occasion_id ON statement
FOR EACH ROW WHEN (NEW.occasion_id IS NOT NULL) EXECUTE FUNCTION statement_is_made_at_event();

CREATE FUNCTION occasion_stays_event() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM statement WHERE occasion_id = NEW.id) THEN
    RAISE EXCEPTION 'a topic that is the occasion of statements must stay an event'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'topic_occasion_check';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER occasion_stays_event BEFORE UPDATE OF kind ON topic
FOR EACH ROW WHEN (OLD.kind = 'EVENT' AND NEW.kind <> 'EVENT') EXECUTE FUNCTION occasion_stays_event();

-- A removed row can be restored only with all its columns.
UPDATE revision SET before = before || '{"occasion_id": null}'
WHERE table_name = 'statement' AND after IS NULL;
UPDATE revision SET before = before || '{"starts_on": null, "ends_on": null, "place": null}'
WHERE table_name = 'topic' AND after IS NULL;
