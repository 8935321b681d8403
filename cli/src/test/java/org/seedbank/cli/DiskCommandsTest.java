package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Source;

/** {@code seedbank du} and {@code df}. */
@ExtendWith(Benches.class)
class DiskCommandsTest {

    private static FakeView of(String name, char digit) {
        return FakeView.named(
                name, String.valueOf(digit).repeat(64), String.valueOf(digit).repeat(40));
    }

    private static DatasetView.Moves connectedTo(int seeds) {
        return new DatasetView.Moves(0, 0, 1, 1, seeds, seeds, 0, 0);
    }

    private static FakeNode node(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.LOCAL);
        node.put(of("ice", '1').seeding().traffic(connectedTo(2)).view());
        node.put(of("rain", '2')
                .seeding()
                .sources(new Source(
                        Source.Kind.TRACKER,
                        "udp://t.example.org:80",
                        Source.State.WORKING,
                        Optional.empty(),
                        Optional.of(Instant.now().minus(Duration.ofHours(30))),
                        Optional.empty(),
                        OptionalInt.of(4),
                        OptionalInt.of(0)))
                .view());
        node.put(of("snow", '3').done(400).view());
        node.put(of("mine", '4').seeding().published().traffic(connectedTo(9)).view());
        node.tells(List.of(new DiskUse(Path.of("/data"), 4, 3400, Optional.of(5000L), Optional.of(10_000L))));
        return node;
    }

    @Test
    void du_shows_what_each_holds_the_largest_first(Bench bench) throws Exception {
        node(bench);

        assertThat(bench.run("du")).isEqualTo(new Outcome(0, """
               held  state     name        place
            1.00 kB  seeding   ice         /data/ice
            1.00 kB  seeding   rain        /data/rain
            1.00 kB  seeding   mine        /data/mine
              400 B  fetching  snow        /data/snow
            3.40 kB            4 datasets
            """, ""));
        assertThat(bench.run("du", "snow").out()).contains("400 B").doesNotContain("ice");
    }

    @Test
    void df_shows_what_others_have_and_how_sure_that_is(Bench bench) throws Exception {
        node(bench);

        Outcome df = bench.run("df");

        assertThat(df.out()).isEqualTo("""
            disk      size     free  datasets     held  can be freed
            /data  10.0 kB  5.00 kB         4  3.40 kB       2.00 kB
                1.00 kB: 'ice', connected to 2 that have all of it
                1.00 kB: 'rain', a tracker says, as of 30 hours ago, that 3 others have all of it, the node is connected to none of them
            """);
        assertThat(df.err()).contains("whoever has it may leave");
        assertThat(bench.run("df", "--copies", "4").out()).contains("0 B").doesNotContain("ice");
    }
}
