package org.seedbank.node.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order at one moment.
 *
 * @param id its name in the node, such as {@code watch-1}
 * @param order what it says
 * @param since when it was given
 * @param news what it did last, newest first, at most {@value #MAX_NEWS} lines; for a person
 * @param problem the first of {@code problems}, and how many more there are
 * @param problems all that keeps something of it from going on now, at most {@value #MAX_NEWS}; for a person
 * @param waiting what it waits for now, at most {@value #MAX_NEWS} lines; for a person
 * @param looked when it last looked at its folder or asked its catalog; empty when it has not yet since the node started
 * @param next when it will do so again, at the latest; empty when it does not by the clock, or is at it
 */
public record OrderView(
        String id,
        Order order,
        Instant since,
        List<String> news,
        Optional<String> problem,
        List<String> problems,
        List<String> waiting,
        Optional<Instant> looked,
        Optional<Instant> next) {

    /** Most lines of news. */
    public static final int MAX_NEWS = 10;

    /** Copies the lists. */
    public OrderView {
        news = List.copyOf(news);
        problems = List.copyOf(problems);
        waiting = List.copyOf(waiting);
    }

    /** One that has not looked yet. */
    public OrderView(String id, Order order, Instant since, List<String> news, Optional<String> problem) {
        this(id, order, since, news, problem, problem.stream().toList(), List.of(), Optional.empty(), Optional.empty());
    }

    /** Returns the same for another order. */
    public OrderView with(Order changed) {
        return new OrderView(id, changed, since, news, problem, problems, waiting, looked, next);
    }
}
