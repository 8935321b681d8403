package org.seedbank.catalog.drive.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** What goes wrong, and when. Faults strike in the order in which they were added, one a request. Thread-safe. */
public final class Faults {

    private static final int MOST = 10_000;

    private static final class Rule {

        private final Predicate<Asked> when;
        private final Fault fault;
        private int left;

        Rule(Predicate<Asked> when, Fault fault, int times) {
            this.when = when;
            this.fault = fault;
            this.left = times;
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private List<Fault> choices = List.of();
    private Random random = new Random(0);
    private double rate;
    private Duration dateShift = Duration.ZERO;

    Faults() {}

    /** Strikes the next request that can suffer it. */
    public Faults next(Fault fault) {
        return next(1, fault);
    }

    /** Strikes so many requests that can suffer it. */
    public Faults next(int times, Fault fault) {
        return next(times, asked -> true, fault);
    }

    /** Strikes so many of the requests that fulfil a condition, such as {@link #on}. */
    public synchronized Faults next(int times, Predicate<Asked> when, Fault fault) {
        if (rules.size() == MOST) {
            throw new IllegalStateException("at most " + MOST + " faults can wait");
        }
        rules.add(new Rule(when, fault, times));
        return this;
    }

    /** Strikes a share of all requests, by chance but the same with the same seed and order of requests. */
    public synchronized Faults random(long seed, double share, Fault... some) {
        random = new Random(seed);
        rate = share;
        choices = List.of(some);
        return this;
    }

    /** Shifts the {@code Date} of every answer: the server's clock as a client sees it. */
    public synchronized Faults dateShift(Duration shift) {
        dateShift = shift;
        return this;
    }

    /** Makes everything work again. */
    public synchronized void clear() {
        rules.clear();
        rate = 0;
        dateShift = Duration.ZERO;
    }

    /** How many faults still wait for their request; one that strikes several counts once. */
    public synchronized int waiting() {
        return rules.size();
    }

    /** Requests of that method whose path begins so. */
    public static Predicate<Asked> on(String method, String pathPrefix) {
        return asked -> asked.method().equals(method) && asked.path().startsWith(pathPrefix);
    }

    synchronized Duration dateShift() {
        return dateShift;
    }

    synchronized Fault strike(Request request, Asked asked) {
        for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
            Rule rule = each.next();
            if (rule.fault.concerns(request) && rule.when.test(asked)) {
                if (--rule.left == 0) {
                    each.remove();
                }
                return rule.fault;
            }
        }
        if (rate > 0 && random.nextDouble() < rate) {
            Fault fault = choices.get(random.nextInt(choices.size()));
            return fault.concerns(request) ? fault : Fault.none();
        }
        return Fault.none();
    }
}
