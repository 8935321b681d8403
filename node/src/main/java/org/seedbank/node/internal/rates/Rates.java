package org.seedbank.node.internal.rates;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes what all transfers of a node may use together: as people have set it, or as a rule of the schedule says
 * just now. The clock is asked every few seconds, so one that jumps only changes which rule applies. Safe for all
 * threads.
 */
public final class Rates implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rates.class);
    private static final long LOOK_SECONDS = 5;
    private static final int MAX_RULES = 100;

    private final NodeDatabase database;
    private final Swarm swarm;
    private final ScheduledExecutorService clock;

    /** Holds what people have set; replaced whole. */
    private volatile NodeState state;

    /** Guarded by this. */
    private final UploadShare share = new UploadShare();

    /** What of the upload limit the session may have, if that is not all; guarded by this. */
    private OptionalLong ofSession = OptionalLong.empty();

    private Optional<SwarmLimits> told = Optional.empty();

    private volatile InForce inForce = InForce.NOTHING;

    /** Goes on with what is set in a database, for a session. */
    public Rates(NodeDatabase database, Swarm swarm, LongLivedThreads threads) {
        this.database = database;
        this.clock = threads.clock("seedbank-node-schedule");
        this.swarm = swarm;
        this.state = NodeState.read(database);
        apply();
        Future<?> unused = clock.scheduleWithFixedDelay(
                LongLivedThreads.guarded(this::look), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    public Limits limits() {
        return state.limits();
    }

    public List<ScheduleRule> schedule() {
        return state.schedule();
    }

    /** Returns what holds just now. */
    public InForce inForce() {
        return inForce;
    }

    public synchronized Limits limit(Limits limits) {
        keep(new NodeState(limits, state.schedule()));
        return limits;
    }

    public synchronized List<ScheduleRule> schedule(List<ScheduleRule> rules) {
        if (rules.size() > MAX_RULES) {
            throw new NodeException.BadRequest("a schedule has at most %d rules".formatted(MAX_RULES));
        }
        keep(new NodeState(state.limits(), rules));
        return state.schedule();
    }

    private void keep(NodeState changed) {
        changed.write(database);
        state = changed;
        apply();
    }

    private void look() {
        try {
            apply();
        } catch (SwarmException e) {
            LOG.debug("the limits are not changed: {}", e.getMessage());
        }
    }

    private synchronized void apply() {
        NodeState now = state;
        Optional<ScheduleRule> rule = Schedule.active(now.schedule(), LocalDateTime.now(ZoneId.systemDefault()));
        Limits wanted = rule.map(
                        each -> new Limits(each.up(), each.down(), now.limits().ratio()))
                .orElse(now.limits());
        Optional<Long> up =
                ofSession.isPresent() && wanted.up().isPresent() ? Optional.of(ofSession.getAsLong()) : wanted.up();
        SwarmLimits rates = SwarmLimits.rates(up, wanted.down());
        if (!told.equals(Optional.of(rates))) {
            swarm.limit(rates);
            told = Optional.of(rates);
        }
        inForce = new InForce(wanted, rule.isPresent());
    }

    /**
     * Shares the upload limit with somebody who sends in another way than the session, from now until this is asked again,
     * which is to be about once a second.
     *
     * @param sends whether it wants to send anything
     * @param rate bytes per second that it has sent lately
     * @param session tells the same of the session; asked only where there is a limit
     * @return bytes per second that it may send; empty without a limit
     */
    public synchronized OptionalLong share(boolean sends, long rate, LongSupplier session) {
        Optional<Long> limit = inForce.limits().up();
        if (limit.isEmpty()) {
            ofSession = OptionalLong.empty();
            return OptionalLong.empty();
        }
        share.look(limit.get(), sends, rate, session.getAsLong());
        ofSession = share.ofSession();
        apply();
        return OptionalLong.of(share.ofOther());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
