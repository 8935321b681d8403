package org.seedbank.node.internal.datasets;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.seedbank.integrity.RecentRate;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.Traffic;
import org.seedbank.swarm.TransferStatus;

/** Describes what a dataset has moved over all transfers and restarts. For the keeper thread. */
final class TransferCounters {

    /** After this a person asks why. Of peers that were asked for pieces the swarm says as soon that they are silent. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** Shorter silences are ordinary: peers choke and unchoke each other every ten seconds or more. */
    private static final Duration LONG_SILENCE = Duration.ofSeconds(30);

    /** Over this time the bursts of peers are even; what was longer ago says nothing of now. */
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private DatasetRecord.Totals totals;
    private TransferStatus last;
    private RecentRate download = new RecentRate(RECENT);
    private RecentRate upload = new RecentRate(RECENT);
    private long lastByte;

    TransferCounters(DatasetRecord.Totals before) {
        this(before, System::nanoTime);
    }

    TransferCounters(DatasetRecord.Totals before, LongSupplier nanos) {
        this.totals = before;
        this.nanos = nanos;
        this.lastByte = nanos.getAsLong();
    }

    /** Counts a new transfer from its beginning: it may have moved much, even all, by the first look at it. */
    void follow(TransferStatus first) {
        last = first;
        lastByte = nanos.getAsLong();
        download = new RecentRate(RECENT);
        upload = new RecentRate(RECENT);
        count(totals.done(), first.traffic(), Traffic.NONE);
    }

    private void countRates() {
        download.count(totals.downloaded(), nanos.getAsLong());
        upload.count(totals.uploaded(), nanos.getAsLong());
    }

    /** The transfer has ended; what it moved stays counted. */
    void unfollow() {
        last = null;
    }

    /** Takes in a transfer's newest status. */
    void add(TransferStatus now) {
        if (last == null) {
            follow(now);
        }
        Traffic before = last.traffic();
        if (now.bytesDone() != last.bytesDone() || now.traffic().downloaded() != before.downloaded()) {
            lastByte = nanos.getAsLong();
        }
        last = now;
        count(now.bytesDone(), now.traffic(), before);
    }

    private void count(long done, Traffic now, Traffic before) {
        totals = new DatasetRecord.Totals(
                done,
                totals.downloaded() + now.downloaded() - before.downloaded(),
                totals.uploaded() + now.uploaded() - before.uploaded(),
                totals.rejected() + now.rejected() - before.rejected(),
                totals.banned() + now.banned() - before.banned());
        countRates();
    }

    /** So much is here, as was found by reading it. */
    void found(long done) {
        totals = new DatasetRecord.Totals(
                done, totals.downloaded(), totals.uploaded(), totals.rejected(), totals.banned());
    }

    /** Counts bytes that no transfer has sent. */
    void sent(long bytes) {
        totals = new DatasetRecord.Totals(
                totals.done(), totals.downloaded(), totals.uploaded() + bytes, totals.rejected(), totals.banned());
    }

    /** Whether nothing has come for ten seconds. */
    boolean isSilent() {
        return isSilentFor(SILENCE);
    }

    /** Whether nothing has come for so long that nothing is likely to come soon. */
    boolean isSilentForLong() {
        return isSilentFor(LONG_SILENCE);
    }

    private boolean isSilentFor(Duration time) {
        return nanos.getAsLong() - lastByte > time.toNanos();
    }

    /** Bytes received per second just now. */
    long downloadRate() {
        return last == null ? 0 : download.perSecond(nanos.getAsLong());
    }

    /** Bytes sent per second just now. */
    long uploadRate() {
        return last == null ? 0 : upload.perSecond(nanos.getAsLong());
    }

    /** The transfer's newest status; null when there is none. */
    TransferStatus last() {
        return last;
    }

    DatasetRecord.Totals totals() {
        return totals;
    }

    /** Bytes sent for each byte received; 0 when none was. */
    double ratio() {
        return totals.downloaded() == 0 ? 0 : (double) totals.uploaded() / totals.downloaded();
    }
}
