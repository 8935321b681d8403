package org.seedbank.uploading;

import org.seedbank.catalog.Entry;
import org.seedbank.integrity.Dataset;
import org.seedbank.integrity.Metainfo;

/**
 * A dataset that is ready to be seeded and posted. Nothing has left this process yet.
 *
 * @param dataset the files that were hashed
 * @param entry the draft of its catalog entry
 * @param torrent its torrent, which carries the draft
 */
public record Preparation(Dataset dataset, Entry entry, Metainfo torrent) {}
