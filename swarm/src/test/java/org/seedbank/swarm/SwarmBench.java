package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;

/** Sessions on loopback, each with folders of its own as on machines of their own, and datasets to move between them. */
public final class SwarmBench implements AutoCloseable {

    /** Longer than anything takes on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int SMALL_PIECES = 16 << 10;

    private final Path folder;
    private final Deque<Swarm> swarms = new ArrayDeque<>();

    public SwarmBench(Path folder) {
        this.folder = folder;
    }

    public Path path(String relative) {
        return folder.resolve(relative);
    }

    public Path write(String relative, byte[] content) throws IOException {
        Path file = path(relative);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /** Bytes that compress badly and are the same every time. */
    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    public Metainfo torrent(Path dataset, TorrentFormat format, String... trackers) throws InterruptedException {
        return torrent(dataset, format, SMALL_PIECES, trackers);
    }

    public Metainfo torrent(Path dataset, TorrentFormat format, int pieceLength, String... trackers)
            throws InterruptedException {
        Dataset scanned = DatasetScan.scan(dataset, false);
        byte[] torrent = DatasetHasher.hash(scanned, format, new PieceLength(pieceLength), 1, Progress.NONE)
                .write(List.of(trackers), List.of(), "a test", Optional.empty());
        return Metainfo.parse(torrent);
    }

    public SwarmSettings settings(String machine) {
        return SwarmSettings.local(SwarmFolders.under(path(machine)), "0.1.0")
                .withPort(0)
                .withAllowPrivate(true);
    }

    /** A session on a machine of its own; the bench closes it. */
    public Swarm swarm(String machine) throws InterruptedException {
        return open(settings(machine));
    }

    public Swarm open(SwarmSettings settings) throws InterruptedException {
        Swarm swarm = LibtorrentSwarm.open(settings);
        swarms.push(swarm);
        return swarm;
    }

    /** A session that seeds {@code dataset}. */
    public Swarm seeding(String machine, Metainfo torrent, Path dataset) throws InterruptedException {
        Swarm swarm = swarm(machine);
        swarm.seed(torrent, dataset).awaitSeeding(PATIENCE);
        return swarm;
    }

    public static FetchPlan from(Swarm... seeders) {
        return FetchPlan.everything()
                .from(Stream.of(seeders).map(SwarmBench::address).toList());
    }

    public static InetSocketAddress address(Swarm swarm) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), swarm.port());
    }

    public static void finish(Transfer transfer) throws InterruptedException {
        transfer.awaitFinished(PATIENCE, status -> {});
    }

    /** Waits for the end and closes: only then has libtorrent written all that it has to the files. */
    public static void land(Transfer transfer) throws InterruptedException {
        try (transfer) {
            finish(transfer);
        }
    }

    /** Looks until something is so. */
    public static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            never.await(50, TimeUnit.MILLISECONDS);
        }
    }

    /** Every file below {@code root} with its content as text that shows each byte. */
    static Map<String, String> content(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> root.relativize(file).toString(), SwarmBench::text, (a, b) -> a, TreeMap::new));
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of what lies directly in a folder. */
    public static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Override
    public void close() {
        swarms.forEach(Swarm::close);
    }
}
