package org.seedbank.uploading.publish;

import org.seedbank.catalog.Posted;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A dataset that is listed and served.
 *
 * @param posted the catalog's entry and serial, and whether it was there already
 * @param torrent the torrent it is served with: the catalog's own, where the dataset was listed already
 */
public record Published(Posted posted, Metainfo torrent) {}
