package org.seedbank.node;

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
 * @param problem what keeps it from going on, for a person
 */
public record OrderView(String id, Order order, Instant since, List<String> news, Optional<String> problem) {

    /** Most lines of news. */
    public static final int MAX_NEWS = 10;

    /** Copies the list. */
    public OrderView {
        news = List.copyOf(news);
    }
}
