package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.SyncedMachines.Kind;
import org.seedbank.catalog.SyncedMachines.Step;

/**
 * Serials on machines whose folders are synced now and then, whoever publishes, loses, tears and withdraws what. With
 * {@code -Dseedbank.serials.stories=100} each property looks at 100 times as many stories as in a build.
 */
final class SerialOrderTest {

    private static final int STORIES = Integer.getInteger("seedbank.serials.stories", 1);
    private static final int MACHINES = 3;
    private static final int DATASETS = 7;

    @Property(tries = 100)
    void a_serial_once_seen_never_means_another_dataset(@ForAll("anything") List<List<Step>> stories)
            throws IOException, InterruptedException {
        for (List<Step> story : stories) {
            try (SyncedMachines machines = new SyncedMachines(MACHINES)) {
                for (Step step : story) {
                    machines.run(step);
                }
                machines.checkAll();
            }
        }
    }

    @Test
    void a_serial_that_went_to_a_dataset_which_cannot_be_shown_is_not_the_former_ones_again()
            throws IOException, InterruptedException {
        try (SyncedMachines machines = new SyncedMachines(MACHINES)) {
            machines.run(new Step(Kind.PUBLISH, 0, 0, 7, 0));
            machines.run(new Step(Kind.PUBLISH, 1, 0, 1, 0));
            machines.run(new Step(Kind.PUBLISH, 0, 0, 1, 0));
            machines.run(new Step(Kind.SYNC, 0, 1, 1, 0));
            machines.run(new Step(Kind.LIST, 1, 0, 1, 0));
            machines.run(new Step(Kind.LOSE_TORRENT, 1, 0, 7, 0));
            machines.checkAll();
        }
    }

    @Test
    void what_is_published_again_is_called_as_the_listing_calls_it_where_others_took_its_number()
            throws IOException, InterruptedException {
        try (SyncedMachines machines = new SyncedMachines(MACHINES)) {
            machines.run(new Step(Kind.PUBLISH, 2, 0, 1, 0));
            machines.run(new Step(Kind.PUBLISH, 0, 0, 1, 0));
            machines.run(new Step(Kind.PUBLISH, 2, 0, 2, 0));
            machines.run(new Step(Kind.PUBLISH, 0, 0, 7, 0));
            machines.run(new Step(Kind.LOSE, 2, 0, 1, 0));
            machines.run(new Step(Kind.PUBLISH, 2, 0, 4, 0));
            machines.run(new Step(Kind.PUBLISH, 1, 0, 7, 0));
            machines.run(new Step(Kind.SYNC, 1, 2, 2, 0));
            machines.run(new Step(Kind.PUBLISH, 2, 0, 1, 0));
            machines.checkAll();
        }
    }

    @Property(tries = 50)
    void machines_that_wrote_apart_count_alike_once_all_has_arrived(@ForAll("writing") List<List<Step>> stories)
            throws IOException, InterruptedException {
        for (List<Step> story : stories) {
            try (SyncedMachines machines = new SyncedMachines(MACHINES)) {
                for (Step step : story) {
                    machines.run(step);
                }
                machines.syncEverything();
                List<String> first = machines.shown(0);
                for (int machine = 1; machine < MACHINES; machine++) {
                    assertThat(machines.shown(machine)).isEqualTo(first);
                }
                machines.checkAll();
            }
        }
    }

    @Provide
    Arbitrary<List<List<Step>>> anything() {
        return stories(List.of(Kind.values()));
    }

    @Provide
    Arbitrary<List<List<Step>>> writing() {
        return stories(List.of(Kind.PUBLISH, Kind.PUBLISH, Kind.SYNC_FILE, Kind.SYNC, Kind.LIST));
    }

    private static Arbitrary<List<List<Step>>> stories(List<Kind> kinds) {
        List<Kind> some = new ArrayList<>(kinds);
        Arbitrary<Integer> machines = Arbitraries.integers().between(0, MACHINES - 1);
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.of(some),
                        machines,
                        machines,
                        Arbitraries.integers().between(1, DATASETS),
                        Arbitraries.integers().between(-5_000, 5_000))
                .as(Step::new);
        return step.list().ofMinSize(1).ofMaxSize(25).list().ofSize(STORIES);
    }
}
