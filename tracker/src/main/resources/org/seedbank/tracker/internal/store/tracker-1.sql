-- Times are seconds since 1970 in UTC.

-- What lasts of a swarm when its peers have gone.
CREATE TABLE tally (
    infohash BLOB PRIMARY KEY CHECK (length(infohash) = 20),
    completed INTEGER NOT NULL,
    last_seed INTEGER NOT NULL      -- when somebody last had all of it; 0 for never
) WITHOUT ROWID;

-- Who may use a tracker for members. Of a key itself only the SHA-256 is kept.
CREATE TABLE member_key (
    name TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    added INTEGER NOT NULL,
    expires INTEGER NOT NULL
) WITHOUT ROWID;

-- The totals, the last of each hour.
CREATE TABLE sample (
    hour INTEGER PRIMARY KEY,       -- hours since 1970
    datasets INTEGER NOT NULL,
    unseeded INTEGER NOT NULL,
    seeders INTEGER NOT NULL,
    leechers INTEGER NOT NULL,
    completed INTEGER NOT NULL
);
