package org.seedbank.node;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.SwarmKey;

/**
 * Describes what a node has written down of a dataset, whether it runs or not.
 *
 * @param key the dataset
 * @param root where it lies, or will; absolute
 * @param published whether it was published from there
 * @param state the state in which the node goes on with it: {@code FETCHING}, {@code SEEDING}, {@code COMPLETE},
 *     {@code PAUSED} or {@code DAMAGED}
 * @param bytesDone bytes that were here when that was last written down
 * @param whole whether all of its files were asked for
 * @param verified when its files were last read and found intact; absent while there is damage
 */
public record StoredDataset(
        SwarmKey key,
        Path root,
        boolean published,
        DatasetState state,
        long bytesDone,
        boolean whole,
        Optional<Instant> verified) {

    static StoredDataset of(SwarmKey key, DatasetRecord record) {
        DatasetRecord.Progress progress = record.progress();
        return new StoredDataset(
                key,
                record.root(),
                record.published(),
                state(record),
                progress.totals().done(),
                record.files().isEmpty(),
                progress.verified().filter(time -> progress.damagedFiles() == 0));
    }

    private static DatasetState state(DatasetRecord record) {
        if (record.wishes().paused()) {
            return DatasetState.PAUSED;
        }
        if (record.progress().damagedFiles() > 0) {
            return DatasetState.DAMAGED;
        }
        if (record.progress().verified().isEmpty()) {
            return DatasetState.FETCHING;
        }
        return record.seed() ? DatasetState.SEEDING : DatasetState.COMPLETE;
    }
}
