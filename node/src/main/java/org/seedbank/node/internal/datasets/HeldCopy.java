package org.seedbank.node.internal.datasets;

import org.seedbank.node.api.DatasetView;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.store.DatasetRecord;

/**
 * A dataset of a node at one moment, for those who serve it in other ways than the session.
 *
 * @param view what others see of it
 * @param record what is noted of it
 * @param torrent what is known of it
 */
public record HeldCopy(DatasetView view, DatasetRecord record, TorrentSummary torrent) {}
