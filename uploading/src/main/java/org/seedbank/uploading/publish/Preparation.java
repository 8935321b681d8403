package org.seedbank.uploading.publish;

import java.util.List;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.uploading.selection.LeftOut;

/**
 * A dataset that is ready to be seeded and posted. Nothing has left this process yet.
 *
 * @param dataset the files that were hashed
 * @param leftOut what lies in its folder and is left out
 * @param entry the draft of its catalog entry
 * @param torrent its torrent, which carries the draft
 */
public record Preparation(Dataset dataset, List<LeftOut> leftOut, Entry entry, Metainfo torrent) {}
