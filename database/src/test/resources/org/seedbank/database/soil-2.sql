ALTER TABLE sample ADD COLUMN place TEXT;
INSERT INTO sample (name, place) VALUES ('reference', 'Halle');
