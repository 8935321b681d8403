package org.seedbank.node.internal.datasets;

import java.util.Optional;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.Transfer;

/**
 * A dataset of a node at one moment, for those who serve it in other ways than the session, and those who tell of it.
 *
 * @param view what others see of it
 * @param record what is noted of it
 * @param torrent what is known of it
 * @param transfer what it has in the session, if it has anything; its owner is the dataset
 */
public record HeldCopy(DatasetView view, DatasetRecord record, TorrentSummary torrent, Optional<Transfer> transfer) {}
