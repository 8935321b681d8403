-- Times are texts of ISO 8601 in UTC, truths are 0 or 1, lists of texts are JSON.

-- What the node seeds and fetches. The torrent of each is a file, torrents/KEY.torrent.
CREATE TABLE dataset (
    key TEXT PRIMARY KEY CHECK (length(key) = 40),
    root TEXT NOT NULL,
    mount TEXT NOT NULL,
    published INTEGER NOT NULL,
    files BLOB,                     -- chosen files, a bit for each by its index; NULL for all
    seed INTEGER NOT NULL,
    origin TEXT NOT NULL,
    added TEXT NOT NULL,
    paused INTEGER NOT NULL,
    up INTEGER,
    down INTEGER,
    ratio REAL,
    peers TEXT NOT NULL,
    begun INTEGER NOT NULL,
    verified TEXT,
    damaged TEXT NOT NULL,
    damaged_files INTEGER NOT NULL,
    damaged_since TEXT,
    existing TEXT NOT NULL,
    moving_to TEXT,
    moving_inode INTEGER,
    done INTEGER NOT NULL,
    downloaded INTEGER NOT NULL,
    uploaded INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    banned INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How the files of a dataset were when they were last read.
CREATE TABLE stamps (
    dataset TEXT PRIMARY KEY REFERENCES dataset (key) ON DELETE CASCADE,
    marks BLOB NOT NULL
) STRICT;

-- Datasets whose torrent is there, but what was known of them is not.
CREATE TABLE lost (
    key TEXT PRIMARY KEY,
    why TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What fetches that have not ended have.
CREATE TABLE resume (
    key TEXT PRIMARY KEY,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What people have set for all datasets together: limits, schedule, reach.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    event TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT,
    serial TEXT,
    detail TEXT NOT NULL
) STRICT;

-- What people call datasets: the serial that the history told last.
CREATE INDEX history_serial ON history (key, number) WHERE serial IS NOT NULL;

-- The number that was last given to an order of each kind.
CREATE TABLE order_number (
    kind TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the node does again and again; oldest first.
CREATE TABLE standing_order (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    since TEXT NOT NULL,
    given TEXT NOT NULL,            -- the order, as JSON
    place TEXT NOT NULL,
    news TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What an order has done, by which it knows that it need not do it again.
CREATE TABLE order_note (
    standing_order TEXT NOT NULL REFERENCES standing_order (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    stamp TEXT NOT NULL,
    dataset TEXT NOT NULL,
    label TEXT NOT NULL,
    own INTEGER NOT NULL,
    PRIMARY KEY (standing_order, name)
) STRICT, WITHOUT ROWID;

-- Torrents whose files may not be on the disk yet; in a backup all of them, so that it is one file.
CREATE TABLE torrent_copy (
    key TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
