package org.seedbank.node.findings;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.web.ServerClocks.Reading;

/**
 * Judges this machine's clock by those of servers. A server's own can be wrong, and a stranger's torrent can name servers: this
 * machine's is called wrong only when two or more agree about that, and are more than those that agree with this machine.
 */
final class ClockVerdict {

    /** Certificates and logins are refused where clocks differ by more. */
    static final Duration OFF = Duration.ofMinutes(5);

    private static final int NAMED = 3;

    private ClockVerdict() {}

    /** The judgement; empty where no server has told the time. */
    static Optional<Finding> of(List<Reading> readings) {
        List<Reading> agree =
                readings.stream().filter(each -> !isOff(each.ahead())).toList();
        List<Reading> differ = readings.stream()
                .map(each -> others(each, readings))
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        if (differ.size() > Math.max(1, agree.size())) {
            return Optional.of(off(Kind.CLOCK_WRONG, differ));
        }
        if (!agree.isEmpty()) {
            return Optional.of(Finding.of(Kind.CLOCK_WELL, hosts(agree)));
        }
        return readings.isEmpty() ? Optional.empty() : Optional.of(off(Kind.CLOCK_DOUBTED, readings.subList(0, 1)));
    }

    /** Those that say the same as one that differs from this machine. */
    private static List<Reading> others(Reading one, List<Reading> readings) {
        return readings.stream()
                .filter(each -> isOff(one.ahead())
                        && isOff(each.ahead())
                        && !isOff(each.ahead().minus(one.ahead())))
                .toList();
    }

    private static boolean isOff(Duration ahead) {
        return ahead.abs().compareTo(OFF) > 0;
    }

    private static Finding off(Kind kind, List<Reading> readings) {
        Duration ahead = readings.get(0).ahead();
        return Finding.of(
                kind,
                Long.toString(ahead.abs().toSeconds()),
                ahead.isNegative() ? "behind" : "ahead of",
                hosts(readings));
    }

    private static String hosts(List<Reading> readings) {
        String named = readings.stream().limit(NAMED).map(Reading::host).collect(Collectors.joining(", "));
        return readings.size() > NAMED ? named + " and %d others".formatted(readings.size() - NAMED) : named;
    }
}
