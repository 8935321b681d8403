package org.seedbank.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.RestartRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether a node can still do its work, and has it started again when only a new process could. Looked
 * at by one thread, asked by all.
 */
final class NodeHealth {

    private static final Logger LOG = LoggerFactory.getLogger(NodeHealth.class);

    /**
     * Looks in a row that must find a fault. Looks and not seconds, because a process that was stopped, or a machine that
     * slept, finds everything late at first.
     */
    static final int LOOKS = 60;

    /** More would only keep peers from finishing anything; whatever it is, a person has to see to it. */
    static final int MOST_RESTARTS = 5;

    static final Duration IN = Duration.ofHours(1);

    /** So long a person is told of the last time. */
    private static final Duration TOLD = Duration.ofDays(1);

    private final Supplier<List<Fault>> faults;
    private final RestartRow restarts;
    private final InstantSource clock;
    private final Runnable restart;
    private int found;
    private volatile boolean givenUp;

    /**
     * Looks for the first time when it is told to.
     *
     * @param faults what is wrong just now
     * @param restarts when it was started again for that
     * @param restart has it started again, once it returns
     */
    NodeHealth(Supplier<List<Fault>> faults, RestartRow restarts, InstantSource clock, Runnable restart) {
        this.faults = faults;
        this.restarts = restarts;
        this.clock = clock;
        this.restart = restart;
    }

    void look() {
        Optional<Fault> worst =
                faults.get().stream().filter(Fault::endsWithProcess).findFirst();
        found = worst.isPresent() ? found + 1 : 0;
        if (found == 0) {
            givenUp = false;
        } else if (found == LOOKS) {
            end(worst.get());
        }
    }

    private void end(Fault fault) {
        Instant now = clock.instant();
        try {
            if (restarts.since(now.minus(IN)) < MOST_RESTARTS) {
                restarts.note(now, fault.text());
                LOG.error("{}: the node ends, to be started again", fault.text());
                restart.run();
                return;
            }
            LOG.error(
                    "{}: the node has been started again {} times within an hour, and goes on",
                    fault.text(),
                    MOST_RESTARTS);
        } catch (NodeException.StateUnusable e) {
            LOG.error("{}: the node goes on, since that cannot be noted: {}", fault.text(), e.getMessage());
        }
        givenUp = true;
    }

    /** Returns what a person should know. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        faults.get().forEach(fault -> warnings.add(fault.text() + outlook(fault)));
        restarts.last()
                .filter(last -> last.time().plus(TOLD).isAfter(clock.instant()))
                .ifPresent(last -> warnings.add("the node had itself started again at %s: %s"
                        .formatted(last.time().truncatedTo(ChronoUnit.SECONDS), last.why())));
        return warnings;
    }

    private String outlook(Fault fault) {
        if (!fault.endsWithProcess()) {
            return "";
        }
        return givenUp
                ? "; that was so %d times within an hour, so the node goes on until a person ends it"
                        .formatted(MOST_RESTARTS)
                : "; if that lasts, the node has itself started again";
    }
}
