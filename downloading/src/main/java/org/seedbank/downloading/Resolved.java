package org.seedbank.downloading;

import java.util.Optional;
import org.seedbank.catalog.Listed;
import org.seedbank.integrity.Metainfo;

/**
 * What a reference leads to.
 *
 * @param listed the catalog's entry and serial, when the reference named one
 * @param torrent the torrent, which agrees with the entry
 */
public record Resolved(Optional<Listed> listed, Metainfo torrent) {}
