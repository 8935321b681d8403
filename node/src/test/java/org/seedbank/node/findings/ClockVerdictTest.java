package org.seedbank.node.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.web.ServerClocks.Reading;

/** This machine's clock is wrong where several servers agree that it is. */
class ClockVerdictTest {

    private static Reading reading(String host, long minutes) {
        return new Reading(host, Duration.ofMinutes(minutes));
    }

    @Test
    void a_clock_with_which_servers_agree_is_well() {
        assertThat(ClockVerdict.of(List.of(reading("a", 4), reading("b", -4))))
                .contains(Finding.of(Kind.CLOCK_WELL, "a, b"));
        assertThat(ClockVerdict.of(
                        IntStream.range(0, 9).mapToObj(i -> reading("h" + i, 0)).toList()))
                .contains(Finding.of(Kind.CLOCK_WELL, "h0, h1, h2 and 6 others"));
    }

    @Test
    void one_with_which_several_disagree_in_the_same_way_is_wrong() {
        assertThat(ClockVerdict.of(List.of(reading("a", 60), reading("b", 61), reading("c", 0))))
                .contains(Finding.of(Kind.CLOCK_WRONG, "3600", "ahead of", "a, b"));
        assertThat(ClockVerdict.of(List.of(reading("a", -60), reading("b", -61))))
                .contains(Finding.of(Kind.CLOCK_WRONG, "3600", "behind", "a, b"));
    }

    @Test
    void a_server_alone_or_several_that_contradict_each_other_prove_nothing() {
        assertThat(ClockVerdict.of(List.of(reading("a", 60))))
                .contains(Finding.of(Kind.CLOCK_DOUBTED, "3600", "ahead of", "a"));
        assertThat(ClockVerdict.of(List.of(reading("a", 60), reading("b", -60))))
                .contains(Finding.of(Kind.CLOCK_DOUBTED, "3600", "ahead of", "a"));
    }

    /** As of a torrent whose servers lie. */
    @Test
    void two_that_lie_alike_do_not_outvote_as_many_that_agree_with_this_machine() {
        assertThat(ClockVerdict.of(List.of(reading("a", 60), reading("b", 60), reading("c", 0), reading("d", 0))))
                .contains(Finding.of(Kind.CLOCK_WELL, "c, d"));
    }

    @Test
    void nobody_has_told_the_time() {
        assertThat(ClockVerdict.of(List.of())).isEmpty();
    }
}
