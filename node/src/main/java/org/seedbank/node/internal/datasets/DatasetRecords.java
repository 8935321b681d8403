package org.seedbank.node.internal.datasets;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.node.internal.files.FileCheck;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/** Describes what is noted of one dataset, and what it has moved since. For the keeper thread. */
final class DatasetRecords {

    private final HoldingContext keeping;
    private final SwarmKey key;
    private final TransferCounters tally;
    private DatasetRecord record;

    DatasetRecords(HoldingContext keeping, SwarmKey key, DatasetRecord record) {
        this.keeping = keeping;
        this.key = key;
        this.record = record;
        this.tally = new TransferCounters(record.progress().totals());
    }

    DatasetRecord record() {
        return record;
    }

    TransferCounters tally() {
        return tally;
    }

    void keep(DatasetRecord changed) {
        keep(changed, Optional.empty());
    }

    private void keep(DatasetRecord changed, Optional<Stamps> stamps) {
        record = changed.with(changed.progress().with(tally.totals()));
        keeping.keep(key, Optional.of(record), stamps);
    }

    /** Takes in what was moved since it was last noted; the record then, for the caller to note, if that was anything. */
    Optional<DatasetRecord> recount() {
        if (tally.totals().equals(record.progress().totals())) {
            return Optional.empty();
        }
        record = record.with(record.progress().with(tally.totals()));
        return Optional.of(record);
    }

    /** Notes what was moved, if that is more than what is noted. */
    void keepTotals() {
        if (!tally.totals().equals(record.progress().totals())) {
            keep(record);
        }
    }

    void mounted(Path mount) {
        if (!mount.equals(record.mount())) {
            keep(record.mountedAt(mount));
        }
    }

    void intact(FileCheck.Found found) {
        keep(record.with(record.progress().intact(found.when())), Optional.of(found.stamps()));
    }

    /** All files were found intact by somebody else, and look as they did. */
    void intact(Instant when) {
        keep(record.with(record.progress().intact(when)));
    }

    /** It lies elsewhere now. */
    void moved(Path root, Path mount, Stamps stamps) {
        keep(record.at(root, mount), Optional.of(stamps));
    }

    /**
     * It was moved before the node ended; its files are looked at there as if they had always been there.
     *
     * @return that, for a person
     */
    String movedBefore(Path root, Path mount) {
        String note = "it was at '%s'; the node ended while it was moved".formatted(record.root());
        keep(record.at(root, mount));
        return note;
    }

    /** It is not being moved any more. */
    void stays() {
        if (record.moving().isPresent()) {
            keep(record.moving(Optional.empty()));
        }
    }

    void damaged(FileCheck.Found found) {
        tally.found(found.intactBytes());
        keep(
                record.with(record.progress().damaged(found.damaged(), found.count(), Instant.now())),
                Optional.of(found.stamps()));
    }

    /** Notes more of files that are as they were. */
    void stamp(Stamps stamps) {
        keeping.keep(key, Optional.empty(), Optional.of(stamps));
    }

    /** How its files were when they were last read. Any thread. */
    Optional<Stamps> stamps() {
        return keeping.stamps(key);
    }

    /** Tells whether it is to be served and has not been served enough. */
    boolean isToServe() {
        return record.seed() && !isRatioReached();
    }

    boolean isRatioReached() {
        return !record.published()
                && keeping.ratio(record).map(limit -> tally.ratio() >= limit).orElse(false);
    }

    /** Why it is not served though it is to be; empty when it is not to be. */
    Optional<String> whyItRests() {
        return keeping.ratio(record)
                .filter(limit -> record.seed() && isRatioReached())
                .map(limit -> String.format(Locale.ROOT, "ratio %.2f is reached", limit));
    }
}
