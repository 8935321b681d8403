package org.seedbank.swarm.internal.announce;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.Source;

/**
 * What one tracker was told of one infohash, and when it is to be told more. Used under the lock of its {@link Announcer};
 * times as {@link System#nanoTime} counts.
 */
final class TrackerContact {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /** Whoever pauses and goes on again and again tells it no oftener. */
    private static final long LEAST = Duration.ofSeconds(5).toNanos();

    private final Tracker tracker;
    private final InfoHash infoHash;
    private Optional<BBytes> trackerId = Optional.empty();
    private OptionalInt seeders = OptionalInt.empty();
    private OptionalInt leechers = OptionalInt.empty();
    private Optional<String> word = Optional.empty();
    private Optional<Source.Fault> fault = Optional.empty();
    private boolean asked;
    private boolean busy;
    private boolean knowsUs;
    private boolean owesCompleted;
    private boolean never;
    private int failures;
    private long last;
    private long next;

    /** From when on it may be asked before its interval is over. */
    private long early;

    TrackerContact(Tracker tracker, InfoHash infoHash, long now) {
        this.tracker = tracker;
        this.infoHash = infoHash;
        this.next = now;
        this.last = now - LEAST;
    }

    Tracker tracker() {
        return tracker;
    }

    InfoHash infoHash() {
        return infoHash;
    }

    Optional<BBytes> trackerId() {
        return trackerId;
    }

    /** What the tracker said last: why it refuses, or a warning. */
    Optional<String> word() {
        return word;
    }

    /** The kind of what was wrong the last time, if something was. */
    Optional<Source.Fault> fault() {
        return fault;
    }

    OptionalInt seeders() {
        return seeders;
    }

    OptionalInt leechers() {
        return leechers;
    }

    boolean isBusy() {
        return busy;
    }

    /** True once it failed and until it does not. */
    boolean isFailing() {
        return failures > 0;
    }

    /** True when it lists this peer and has to be told that it leaves. */
    boolean knowsUs() {
        return knowsUs;
    }

    boolean isDue(boolean wantsPeers, long now) {
        if (busy || never) {
            return false;
        }
        if (tellsCompleted()) {
            return true;
        }
        if (now - last < LEAST) {
            return false;
        }
        boolean hurries = wantsPeers && asked && failures == 0 && now - early >= 0;
        return now - next >= 0 || hurries;
    }

    /** True when it knows this peer and not yet that it has everything. */
    boolean tellsCompleted() {
        return owesCompleted && knowsUs && failures == 0;
    }

    long next() {
        return next;
    }

    boolean isNever() {
        return never;
    }

    /** The dataset has become whole while it was announced. */
    void completed() {
        owesCompleted = true;
    }

    /** What it is to be told now. */
    AnnounceEvent event() {
        if (!knowsUs) {
            return AnnounceEvent.STARTED;
        }
        return owesCompleted ? AnnounceEvent.COMPLETED : AnnounceEvent.NONE;
    }

    void begins(long now) {
        busy = true;
        asked = true;
        last = now;
    }

    void ended(AnnounceEvent event, TrackerOutcome outcome, long now, double chance) {
        busy = false;
        if (event == AnnounceEvent.STOPPED) {
            knowsUs = false;
            next = now;
            return;
        }
        outcome.answer().flatMap(AnnounceAnswer::trackerId).ifPresent(id -> trackerId = Optional.of(id));
        switch (outcome.kind()) {
            case ANSWERED -> answered(event, outcome.answer().orElseThrow(), now, chance);
            case REFUSED, SILENT, FORBIDDEN -> refused(outcome, now, chance);
            // The host says when it is tried again.
            case UNREACHABLE, BAD_PROXY, OFF_LINE -> next = now;
        }
    }

    private void answered(AnnounceEvent event, AnnounceAnswer answer, long now, double chance) {
        // What became whole before the tracker knew of it is told next.
        owesCompleted = owesCompleted && event == AnnounceEvent.STARTED;
        knowsUs = true;
        word = answer.warning();
        seeders = answer.seeders();
        leechers = answer.leechers();
        failures = 0;
        fault = Optional.empty();
        next = now + (long) (answer.interval().toNanos() * (1 + chance / 20));
        early = now + answer.minInterval().toNanos();
    }

    private void refused(TrackerOutcome outcome, long now, double chance) {
        Optional<AnnounceAnswer> answer = outcome.answer();
        word = Optional.of(outcome.word());
        failures++;
        fault = Optional.of(outcome.kind() == TrackerOutcome.Kind.SILENT ? Source.Fault.SILENT : Source.Fault.REFUSED);
        never = answer.map(AnnounceAnswer::never).orElse(false);
        long pause = Pause.after(failures, FIRST_PAUSE, LONGEST_PAUSE, chance);
        next = now
                + answer.flatMap(AnnounceAnswer::retry).map(Duration::toNanos).orElse(pause);
    }

    /** Nothing was told; it is to be tried again when there is something to tell. */
    void abandoned(long now) {
        busy = false;
        next = now;
    }

    /** The network is another one than before, and so perhaps this peer's address. */
    void retry(long now) {
        if (asked && !never) {
            next = now;
        }
    }
}
