package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Freshness;

/** Refreshes that find nothing new, which are written beside the file with the items. */
@Timeout(60)
final class UnchangedItemsTest {

    private static final Instant NOON = Items.NOON;

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(NOON);
    private final FakeRemote remote = new FakeRemote(clock);
    private Path items;
    private Path latest;

    @BeforeEach
    void begin() throws InterruptedException {
        items = folder.resolve("snapshot");
        latest = folder.resolve("snapshot-latest");
        remote.hold(Items.dataset("aaaaaa", "Soil"));
        list(Freshness.RECENT);
    }

    /** When the listing was asked for, as another process sees it. */
    private Instant list(Freshness freshness) throws InterruptedException {
        return new LocalIndex(folder, remote, clock)
                .list(freshness)
                .asOf()
                .orElseThrow()
                .time();
    }

    private Object file(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Test
    void the_items_are_not_written_again() throws Exception {
        Object before = file(items);
        clock.pass(Duration.ofHours(1));
        remote.hold(Items.dataset("aaaaaa", "Soil"));
        list(Freshness.NOW);

        assertThat(file(items)).isEqualTo(before);
        assertThat(list(Freshness.STORED)).isEqualTo(NOON.plusSeconds(3600));
    }

    @Test
    void new_items_are_written_and_what_stood_beside_the_old_ones_counts_no_more() throws Exception {
        Object before = file(items);
        clock.pass(Duration.ofHours(2));
        list(Freshness.NOW);
        clock.pass(Duration.ofHours(-1));
        remote.hold(Items.dataset("bbbbbb", "Rain"));
        list(Freshness.NOW);

        assertThat(file(items)).isNotEqualTo(before);
        assertThat(list(Freshness.STORED)).isEqualTo(NOON.plusSeconds(3600));
    }

    @Test
    void a_writer_that_died_between_the_two_files_leaves_the_older_moment() throws Exception {
        clock.pass(Duration.ofHours(1));
        list(Freshness.NOW);
        Files.delete(latest);

        assertThat(list(Freshness.STORED)).isEqualTo(NOON);
    }

    @Test
    void damage_leaves_the_older_moment() throws Exception {
        clock.pass(Duration.ofHours(1));
        list(Freshness.NOW);
        byte[] content = Files.readAllBytes(latest);
        for (int i = 0; i < content.length; i++) {
            byte[] damaged = content.clone();
            damaged[i] ^= 1;
            Files.write(latest, damaged);
            assertThat(list(Freshness.STORED)).as("byte %d", i).isEqualTo(NOON);
        }
    }

    @Test
    void one_index_sees_what_another_process_wrote_beside_the_items() throws Exception {
        LocalIndex mine = new LocalIndex(folder, remote, clock);
        mine.list(Freshness.STORED);
        clock.pass(Duration.ofHours(1));
        list(Freshness.NOW);

        assertThat(mine.list(Freshness.STORED).asOf().orElseThrow().time()).isEqualTo(NOON.plusSeconds(3600));
    }
}
