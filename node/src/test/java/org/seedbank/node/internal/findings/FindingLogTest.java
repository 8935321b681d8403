package org.seedbank.node.internal.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;

/** The log has what is bad when it begins and when it ends, and not in between. */
class FindingLogTest {

    private final List<String> lines = new ArrayList<>();
    private final FindingLog log = new FindingLog(lines::add);

    @Test
    void a_finding_is_told_when_it_begins_and_when_it_ends() {
        log.look(Map.of("", List.of(Finding.of(Kind.DISK_FULL, "/data", "17"))));
        log.look(Map.of("", List.of(Finding.of(Kind.DISK_FULL, "/data", "16"))));
        log.look(Map.of("", List.of(Finding.of(Kind.DISK_WELL, "/data", "999"))));

        assertThat(lines).containsExactly("found: disk full '/data' (17)", "no more: disk full '/data'");
    }

    @Test
    void each_dataset_has_its_own() {
        log.look(Map.of("ice", List.of(Finding.of(Kind.NOBODY_FOUND, "never"))));
        log.look(Map.of("rain", List.of(Finding.of(Kind.NOBODY_FOUND, "never"))));

        assertThat(lines)
                .containsExactly(
                        "found: 'ice': nobody found (never)",
                        "found: 'rain': nobody found (never)",
                        "no more: 'ice': nobody found");
    }

    @Test
    void what_is_good_or_may_be_meant_so_is_not_told() {
        log.look(Map.of("", List.of(Finding.of(Kind.REACH_MACHINE), Finding.of(Kind.SIGNALS_WELL))));

        assertThat(lines).isEmpty();
    }

    @Test
    void a_network_that_is_gone_does_not_fill_it() {
        log.look(Map.of(
                "",
                IntStream.range(0, 100)
                        .mapToObj(i -> Finding.of(Kind.TRACKER_FAILS, "http://" + i, "no"))
                        .toList()));

        assertThat(lines).hasSize(FindingLog.MOST + 1).last().isEqualTo("80 other findings have begun or ended");
    }
}
