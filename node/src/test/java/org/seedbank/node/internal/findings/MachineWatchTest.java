package org.seedbank.node.internal.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;

/** The machine is looked at now and then, and never because somebody asks. */
class MachineWatchTest {

    private static final Finding FULL = Finding.of(Kind.DISK_FULL, "/data", "17");
    private static final Finding DEAD = Finding.of(Kind.CATALOG_UNREACHABLE, "lab", "no answer");
    private static final Finding WELL = Finding.of(Kind.CATALOG_WELL, "lab", "3");

    private long nanos = 5;
    private Finding catalog = WELL;
    private int quick;
    private int thorough;
    private final CountDownLatch counted = new CountDownLatch(1);
    private final MachineWatch watch = new MachineWatch(
            new MachineWatch.Looks() {
                @Override
                public List<Finding> quick() {
                    quick++;
                    return List.of(FULL);
                }

                @Override
                public List<Finding> thorough() {
                    thorough++;
                    return List.of();
                }

                @Override
                public List<Finding> listed() {
                    counted.countDown();
                    return List.of(catalog);
                }
            },
            () -> nanos);

    @AfterEach
    void close() {
        watch.close();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        watch.look();
    }

    @Test
    void nothing_is_found_before_the_first_look_and_asking_looks_at_nothing() {
        assertThat(watch.findings()).isEmpty();
        watch.look();
        for (int i = 0; i < 100; i++) {
            assertThat(watch.findings()).containsExactly(FULL, WELL);
        }
        assertThat(quick).isEqualTo(1);
    }

    @Test
    void what_costs_is_looked_at_less_often_while_all_is_well() {
        watch.look();
        pass(MachineWatch.THOROUGH.minusNanos(1));
        assertThat(quick).isEqualTo(2);
        assertThat(thorough).isEqualTo(1);

        pass(Duration.ofNanos(1));
        assertThat(thorough).isEqualTo(2);
    }

    @Test
    void what_is_bad_is_looked_at_again_soon_and_goes_once_it_is_mended() {
        catalog = DEAD;
        watch.look();
        assertThat(watch.findings()).contains(DEAD);

        catalog = WELL;
        pass(MachineWatch.AGAIN);
        assertThat(watch.findings()).containsExactly(FULL, WELL);
    }

    @Test
    void catalogs_are_looked_at_once_something_was_listed() throws Exception {
        watch.catalogsChanged();

        assertThat(counted.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(thorough).isZero();
    }

    @Test
    void a_look_that_fails_is_not_the_last() throws Exception {
        CountDownLatch twice = new CountDownLatch(1);
        MachineWatch.Looks failing = new MachineWatch.Looks() {
            @Override
            public List<Finding> quick() {
                return List.of();
            }

            @Override
            public List<Finding> thorough() {
                twice.countDown();
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public List<Finding> listed() {
                return List.of();
            }
        };
        try (MachineWatch started = MachineWatch.start(failing)) {
            assertThat(twice.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(started.faults()).isEmpty();
        }
    }
}
