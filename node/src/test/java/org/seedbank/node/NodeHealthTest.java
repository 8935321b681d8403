package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.RestartRow;
import org.seedbank.node.internal.store.SampleState;

/** A node whose libtorrent does not answer, or whose threads end, by a clock that the test drives. */
class NodeHealthTest {

    private static final Fault HANGS = new Fault("libtorrent has not answered for 31 s", true);
    private static final Fault SLOW = new Fault("the thread 'x' has been at one thing for 61 s", false);

    @TempDir
    Path folder;

    private NodeDatabase database;
    private Instant now = Instant.parse("2024-05-01T12:00:00Z");
    private List<Fault> faults = List.of();
    private int restarts;
    private NodeHealth health;

    @BeforeEach
    void open() throws Exception {
        database = SampleState.database(folder.resolve("node"));
        begin();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** As in a new process. */
    private void begin() {
        health = new NodeHealth(() -> faults, new RestartRow(database), () -> now, () -> restarts++);
    }

    @Test
    void says_nothing_while_all_is_well() {
        look(1000);

        assertThat(health.warnings()).isEmpty();
        assertThat(restarts).isZero();
    }

    @Test
    void tells_of_a_libtorrent_that_does_not_answer_at_once_and_has_the_node_started_again_after_a_minute() {
        faults = List.of(HANGS);
        look(NodeHealth.LOOKS - 1);
        assertThat(restarts).isZero();
        assertThat(health.warnings())
                .containsExactly(
                        "libtorrent has not answered for 31 s; if that lasts, the node has itself started again");

        look(1);
        assertThat(restarts).isEqualTo(1);
    }

    @Test
    void one_that_answers_again_is_left_alone() {
        faults = List.of(HANGS);
        look(NodeHealth.LOOKS - 1);
        faults = List.of();
        look(1);
        faults = List.of(HANGS);
        look(NodeHealth.LOOKS - 1);

        assertThat(restarts).isZero();
    }

    @Test
    void what_a_new_process_would_have_too_is_told_and_no_reason_to_start_one() {
        faults = List.of(SLOW);
        look(1000);

        assertThat(restarts).isZero();
        assertThat(health.warnings()).containsExactly(SLOW.text());
    }

    @Test
    void the_next_process_tells_for_a_day_why_it_was_started() {
        faults = List.of(HANGS);
        look(NodeHealth.LOOKS);
        faults = List.of();
        begin();
        assertThat(health.warnings())
                .containsExactly(
                        "the node had itself started again at 2024-05-01T12:01:00Z: libtorrent has not answered for 31 s");

        now = now.plus(Duration.ofDays(1));
        assertThat(health.warnings()).isEmpty();
    }

    @Test
    void is_started_again_five_times_an_hour_at_most() {
        faults = List.of(HANGS);
        for (int process = 0; process < 10; process++) {
            begin();
            look(2 * NodeHealth.LOOKS);
        }
        assertThat(restarts).isEqualTo(NodeHealth.MOST_RESTARTS);
        assertThat(health.warnings())
                .contains("libtorrent has not answered for 31 s; that was so 5 times within an hour,"
                        + " so the node goes on until a person ends it");

        now = now.plus(NodeHealth.IN);
        begin();
        look(NodeHealth.LOOKS);
        assertThat(restarts).isEqualTo(NodeHealth.MOST_RESTARTS + 1);
    }

    /** As often as a second goes by. */
    private void look(int times) {
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(1);
            health.look();
        }
    }
}
