package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Serials, whoever posts in whichever order by whatever clock. */
final class SerialOrderTest {

    private static final Instant NOON = Instant.parse("2024-05-17T12:00:00Z");

    private Path folder;

    @BeforeTry
    void make_a_folder() throws IOException {
        folder = Files.createTempDirectory("seedbank-serials");
    }

    @AfterTry
    void delete_the_folder() throws IOException {
        delete(folder);
    }

    private record Post(int dataset, Instant clock) {}

    @Property(tries = 40)
    void a_post_moves_no_serial_that_was_listed_before(@ForAll("posts") List<Post> posts) throws InterruptedException {
        List<Listed> before = List.of();
        Set<Integer> distinct = new HashSet<>();
        for (Post post : posts) {
            SampleDataset dataset = SampleDataset.number(post.dataset());
            Posted posted = writer(folder, post.clock()).post(dataset.draft(), dataset.torrent());

            List<Listed> after = writer(folder, post.clock()).list().entries();
            assertThat(posted.alreadyThere()).isNotEqualTo(distinct.add(post.dataset()));
            assertThat(after).hasSize(distinct.size());
            assertThat(after.subList(0, before.size())).isEqualTo(before);
            assertThat(after.get(posted.listed().serial() - 1)).isEqualTo(posted.listed());
            before = after;
        }
    }

    /** Two machines whose folders are synced only afterwards, as sync programs do when the line was down. */
    @Property(tries = 20)
    void machines_that_wrote_apart_count_alike_once_all_has_arrived(
            @ForAll("posts") @Size(max = 5) List<Post> here, @ForAll("posts") @Size(max = 5) List<Post> there)
            throws InterruptedException, IOException {
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        postAll(ours, here, 0);
        postAll(theirs, there, 100);

        copyEntries(ours, theirs);
        copyEntries(theirs, ours);

        assertThat(writer(ours, NOON).list().entries())
                .isEqualTo(writer(theirs, NOON).list().entries())
                .isNotEmpty();
    }

    private static void postAll(Path into, List<Post> posts, int offset) throws InterruptedException {
        for (Post post : posts) {
            SampleDataset dataset = SampleDataset.number(offset + post.dataset());
            writer(into, post.clock()).post(dataset.draft(), dataset.torrent());
        }
    }

    private static Catalog writer(Path folder, Instant clock) {
        return new DirectoryCatalog(folder, Clock.fixed(clock, ZoneOffset.UTC), Duration.ofSeconds(5));
    }

    @Provide
    Arbitrary<List<Post>> posts() {
        Arbitrary<Instant> clocks =
                Arbitraries.integers().between(-5_000, 5_000).map(millis -> NOON.plusMillis(millis));
        return Combinators.combine(Arbitraries.integers().between(1, 8), clocks)
                .as(Post::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }

    private static void copyEntries(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(file.getFileName());
                if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
