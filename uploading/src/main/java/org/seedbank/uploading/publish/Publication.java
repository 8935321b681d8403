package org.seedbank.uploading.publish;

import org.seedbank.catalog.Posted;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Transfer;

/**
 * A published dataset.
 *
 * @param posted the catalog's entry and serial, and whether it was there already
 * @param torrent the torrent it is seeded with: the catalog's own, where the dataset was listed already
 * @param transfer the seeding, which goes on until it or its swarm is closed
 */
public record Publication(Posted posted, Metainfo torrent, Transfer transfer) {}
