package org.seedbank.node.internal.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetView;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.Source.State;

/** The log has changes alone, and not without bound. */
class SourceLogTest {

    private final List<String> lines = new ArrayList<>();
    private final SourceLog log = new SourceLog(lines::add);

    private void look(Source... sources) {
        DatasetView view = FakeView.named("ice", "1".repeat(64), "1".repeat(40))
                .sources(sources)
                .view();
        log.look(new SessionView(List.of(), Instant.EPOCH, Optional.empty(), 0, 0, 0), List.of(view));
    }

    private static Source tracker(String address, State state, String word) {
        return Source.of(Source.Kind.TRACKER, address, state, Optional.of(word).filter(said -> !said.isEmpty()));
    }

    @Test
    void tells_of_each_change_once() {
        look(tracker("http://a/", State.WAITING, ""));
        look(tracker("http://a/", State.FAILING, "not registered"));
        look(tracker("http://a/", State.FAILING, "not registered, really"));
        look(tracker("http://a/", State.WORKING, ""));

        assertThat(lines)
                .containsExactly(
                        "'ice': tracker http://a/, failing: not registered", "'ice': tracker http://a/, working");
    }

    @Test
    void a_network_that_is_gone_does_not_fill_it() {
        Source[] many = new Source[200];
        for (int i = 0; i < many.length; i++) {
            many[i] = tracker("http://" + i + "/", State.FAILING, "no route");
        }
        look(many);

        assertThat(lines).hasSize(SourceLog.MOST + 1).last().isEqualTo("180 other sources stand another way too");
    }
}
