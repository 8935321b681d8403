package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.seedbank.catalog.folder.DirectoryCatalog;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.integrity.Sha256;

/** Machines with a catalog folder each, which a sync program brings together file by file, and what each has ever seen. */
final class SyncedMachines implements AutoCloseable {

    private static final Instant NOON = Instant.parse("2024-05-17T12:00:00Z");

    /** Syncing to the disk takes no time there. */
    private static final Path MEMORY_DISK = Path.of("/dev/shm");

    /** Something that happens. */
    enum Kind {
        PUBLISH,
        WITHDRAW,
        DESCRIBE,
        SYNC_FILE,
        SYNC,
        LOSE,
        LOSE_ENTRY,
        LOSE_TORRENT,
        TEAR,
        LIST
    }

    /** It happens to a dataset on a machine, perhaps from another, by a clock that is so many milliseconds off. */
    record Step(Kind kind, int machine, int other, int dataset, int millis) {}

    private final Path root;
    private final List<SerialMemory> memories = new ArrayList<>();

    /** What each serial has ever meant on a machine. */
    private final List<Map<String, Set<Sha256>>> seen = new ArrayList<>();

    private int elapsed;

    SyncedMachines(int count) throws IOException {
        root = Files.isDirectory(MEMORY_DISK)
                ? Files.createTempDirectory(MEMORY_DISK, "seedbank-serials")
                : Files.createTempDirectory("seedbank-serials");
        for (int machine = 0; machine < count; machine++) {
            Files.createDirectory(folder(machine));
            memories.add(SerialMemory.in(root.resolve("memory-" + machine)));
            seen.add(new HashMap<>());
        }
    }

    private Path folder(int machine) {
        return root.resolve("folder-" + machine);
    }

    private Catalog catalog(int machine, int millis) {
        // Every step but a few takes its machine some time, so that serials are not in the order of clocks alone.
        Clock clock = Clock.fixed(NOON.plusMillis(millis + 100L * elapsed), ZoneOffset.UTC);
        return new DirectoryCatalog(folder(machine), clock, Duration.ofSeconds(5), memories.get(machine));
    }

    void run(Step step) throws IOException, InterruptedException {
        elapsed++;
        SampleDataset dataset = SampleDataset.number(step.dataset());
        Catalog catalog = catalog(step.machine(), step.millis());
        Path folder = folder(step.machine());
        try {
            switch (step.kind()) {
                case PUBLISH ->
                    saw(
                            step.machine(),
                            catalog.post(dataset.draft(), dataset.metainfo()).listed());
                case WITHDRAW -> catalog.withdraw(dataset.digest());
                case DESCRIBE -> catalog.describe(dataset.digest(), entry -> entry.description("at " + elapsed));
                case SYNC -> sync(step.machine(), step.other());
                case SYNC_FILE ->
                    copyNewer(
                            folder.resolve(dataset.digest() + (step.millis() % 2 == 0 ? ".json" : ".torrent")),
                            folder(step.other()));
                case LOSE -> {
                    Files.deleteIfExists(folder.resolve(dataset.digest() + ".json"));
                    Files.deleteIfExists(folder.resolve(dataset.digest() + ".torrent"));
                }
                case LOSE_ENTRY -> Files.deleteIfExists(folder.resolve(dataset.digest() + ".json"));
                case LOSE_TORRENT -> Files.deleteIfExists(folder.resolve(dataset.digest() + ".torrent"));
                case TEAR -> tear(folder.resolve(dataset.digest() + ".json"));
                default -> check(step.machine());
            }
        } catch (CatalogException.UnknownDataset | CatalogException.BrokenEntry e) {
            // That is how it is on this machine now.
        }
        check(step.machine());
    }

    private static void tear(Path json) throws IOException {
        if (Files.exists(json)) {
            String text = Files.readString(json);
            Files.writeString(json, text.substring(0, text.length() / 2));
        }
    }

    private void sync(int from, int to) throws IOException {
        try (Stream<Path> files = Files.list(folder(from))) {
            for (Path file : files.sorted().toList()) {
                copyNewer(file, folder(to));
            }
        }
    }

    private static void copyNewer(Path file, Path folder) throws IOException {
        Path target = folder.resolve(file.getFileName());
        boolean lock = file.getFileName().toString().equals(".seedbank.lock");
        if (Files.exists(file) && !lock && !file.equals(target) && (!Files.exists(target) || isNewer(file, target))) {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Of two that were written in the same tick of the clock, all machines take the same. */
    private static boolean isNewer(Path one, Path other) throws IOException {
        int order = Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other));
        return order > 0 || (order == 0 && Arrays.compare(Files.readAllBytes(one), Files.readAllBytes(other)) > 0);
    }

    /** What each machine has, all have. */
    void syncEverything() throws IOException {
        for (int round = 0; round < 2; round++) {
            for (int from = 0; from < seen.size(); from++) {
                for (int to = 0; to < seen.size(); to++) {
                    sync(from, to);
                }
            }
        }
    }

    List<String> shown(int machine) throws InterruptedException {
        return catalog(machine, 0).list().entries().stream()
                .map(each -> each.reference() + " " + each.entry().digest())
                .toList();
    }

    void checkAll() throws InterruptedException {
        for (int machine = 0; machine < seen.size(); machine++) {
            check(machine);
        }
    }

    private void saw(int machine, Listed listed) {
        seen.get(machine)
                .computeIfAbsent(listed.reference(), serial -> new HashSet<>())
                .add(listed.entry().digest());
    }

    /** A serial means the one dataset that it has ever meant here, or is refused. */
    private void check(int machine) throws InterruptedException {
        Listing listing = catalog(machine, 0).list();
        assertThat(listing.entries()).extracting(Listed::reference).doesNotHaveDuplicates();
        listing.entries().forEach(each -> saw(machine, each));
        seen.get(machine).forEach((serial, meant) -> {
            Lookup found = listing.find(serial);
            if (found instanceof Lookup.One one) {
                assertThat(meant)
                        .as("%s on machine %d", serial, machine)
                        .containsExactly(one.listed().entry().digest());
            } else if (meant.size() == 1) {
                assertThat(listing.byDigest(meant.iterator().next()).map(Listed::reference))
                        .as("%s on machine %d is %s", serial, machine, found)
                        .isNotEqualTo(Optional.of(serial));
            }
        });
    }

    @Override
    public void close() throws IOException {
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
