-- Remote catalogs that this machine has listed, or written to. Times are nanoseconds since 1970.
CREATE TABLE catalog (
    id INTEGER PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    asked INTEGER,              -- when it last answered; null before it ever has
    listed_whole INTEGER,       -- when it was last read from beginning to end
    highest INTEGER NOT NULL DEFAULT 0
) STRICT;

-- From where to go on asking, in the words of the kind of catalog.
CREATE TABLE position (
    catalog INTEGER NOT NULL REFERENCES catalog (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (catalog, name)
) STRICT, WITHOUT ROWID;

-- All that is in a catalog: entries, torrents that are nobody's, and what is broken.
CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    catalog INTEGER NOT NULL REFERENCES catalog (id),
    written INTEGER,            -- when this program wrote it, as long as that is held against what the catalog says
    key TEXT NOT NULL,          -- what the catalog calls it by
    kind INTEGER NOT NULL,      -- 0 entry, 1 torrent that is nobody's, 2 broken
    place TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    checksum TEXT NOT NULL,
    created INTEGER NOT NULL,   -- this and the next in milliseconds
    modified INTEGER NOT NULL,
    digest BLOB,
    published INTEGER,          -- in seconds, and what is beyond them
    published_nanos INTEGER,
    number INTEGER,             -- what the entry says of its serial
    letter INTEGER,
    title TEXT,                 -- of an entry; the name of a torrent; the reason why it is broken
    description TEXT,
    creators TEXT,              -- one a line
    keywords TEXT,              -- one a line
    license TEXT,
    doi TEXT,
    version TEXT,
    supersedes BLOB,
    bytes INTEGER,
    files INTEGER,
    piece_length INTEGER,
    infohash_v1 BLOB,
    infohash_v2 BLOB,
    withdrawn INTEGER,
    json TEXT,                  -- the whole entry, where the columns do not say all of it
    UNIQUE (catalog, key)
) STRICT;

CREATE INDEX item_by_digest ON item (digest) WHERE digest IS NOT NULL;
CREATE INDEX item_by_infohash_v1 ON item (infohash_v1) WHERE infohash_v1 IS NOT NULL;
CREATE INDEX item_by_infohash_v2 ON item (infohash_v2) WHERE infohash_v2 IS NOT NULL;
CREATE INDEX item_not_entry ON item (catalog, name, key) WHERE kind > 0;

-- The items whose entries count, with their serials.
CREATE TABLE listed (
    item INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    catalog INTEGER NOT NULL REFERENCES catalog (id),
    number INTEGER NOT NULL,
    letter INTEGER NOT NULL
) STRICT;

CREATE INDEX listed_by_serial ON listed (catalog, number, letter);

-- Entries of datasets that another item's entry counts for.
CREATE TABLE twice (
    item INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    catalog INTEGER NOT NULL REFERENCES catalog (id)
) STRICT;

-- The words of entries, as TextSearch makes them of a text.
CREATE VIRTUAL TABLE word USING fts5 (text, content = '', contentless_delete = 1, prefix = '2', tokenize = 'unicode61');

-- Serials that were ever seen. This is never deleted from: what is lost keeps its serial here.
CREATE TABLE sighting (
    catalog INTEGER NOT NULL REFERENCES catalog (id),
    digest BLOB NOT NULL,
    number INTEGER NOT NULL,
    letter INTEGER NOT NULL,
    published INTEGER NOT NULL,
    published_nanos INTEGER NOT NULL,
    noted INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    listed INTEGER NOT NULL,
    PRIMARY KEY (catalog, digest, number, letter)
) STRICT, WITHOUT ROWID;

-- What serials meant at another time and do not mean now; gone where nothing is there any more that they belong to.
CREATE TABLE former (
    catalog INTEGER NOT NULL REFERENCES catalog (id),
    number INTEGER NOT NULL,
    letter INTEGER NOT NULL,
    digest BLOB NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (catalog, number, letter, digest)
) STRICT, WITHOUT ROWID;

-- What datasets were called whose entries are not there any more.
CREATE TABLE lost (
    catalog INTEGER NOT NULL REFERENCES catalog (id),
    digest BLOB NOT NULL,
    number INTEGER NOT NULL,
    letter INTEGER NOT NULL,
    PRIMARY KEY (catalog, digest)
) STRICT, WITHOUT ROWID;
