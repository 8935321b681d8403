package org.seedbank.tracker.internal.statistics;

import java.util.List;
import java.util.Map;
import org.seedbank.tracker.internal.store.TrackerStore.Sample;

/**
 * All that is shown, of one moment: totals are the sums of the rows, in whatever form.
 *
 * @param time when it was so, RFC 3339
 * @param rows those with the fewest seeders first
 * @param places of peers in swarms; who is in the two swarms of a hybrid torrent has two
 * @param interval seconds after which peers are to announce again
 * @param requests by kind, since the start
 * @param refused by kind, since the start
 * @param history the oldest first
 */
record Figures(
        String time,
        Totals totals,
        List<Row> rows,
        long places,
        int interval,
        Map<String, Long> requests,
        Map<String, Long> refused,
        List<Sample> history) {}
