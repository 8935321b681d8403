package org.seedbank.uploading.publish;

import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.uploading.selection.LeftOut;

/**
 * A dataset that is ready to be seeded and posted. Nothing has left this process yet.
 *
 * @param dataset the files that were hashed
 * @param leftOut what lies in its folder and is left out
 * @param format the format that was chosen for its torrent, and why
 * @param entry the draft of its catalog entry
 * @param torrent its torrent, which carries the draft
 * @param known what the catalog listed for the same bytes after they were hashed; its torrent is then the one that counts, and
 *     stays as it is. Empty also where the catalog could not be asked.
 * @param follows what it is a newer version of
 */
public record Preparation(
        Dataset dataset,
        List<LeftOut> leftOut,
        FormatChoice format,
        Entry entry,
        Metainfo torrent,
        Optional<Listed> known,
        Optional<NewVersion> follows) {}
