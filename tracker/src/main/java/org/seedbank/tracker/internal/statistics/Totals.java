package org.seedbank.tracker.internal.statistics;

import java.util.List;

/**
 * Sums over rows.
 *
 * @param datasets how many rows
 * @param unseeded those without a seeder
 * @param single those with one seeder
 */
record Totals(
        long datasets,
        long unseeded,
        long single,
        long seeders,
        long leechers,
        long paused,
        long completed,
        long bytesLeft) {

    static Totals of(List<Row> rows) {
        long[] sums = new long[7];
        for (Row each : rows) {
            sums[0] += each.seeders() == 0 ? 1 : 0;
            sums[1] += each.seeders() == 1 ? 1 : 0;
            sums[2] += each.seeders();
            sums[3] += each.leechers();
            sums[4] += each.paused();
            sums[5] += each.completed();
            // Of what strangers claim to lack of unknown infohashes, the sum may be more than there are numbers.
            sums[6] = sums[6] > Long.MAX_VALUE - each.bytesLeft() ? Long.MAX_VALUE : sums[6] + each.bytesLeft();
        }
        return new Totals(rows.size(), sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
    }
}
