package org.seedbank.node.internal.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.drive.emulator.DriveEmulator;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.node.FakeNode;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.internal.store.AtWork;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.swarm.SwarmKey;

/** Orders in real folders, by a clock that tests drive, that look when tests say so. */
final class Bench {

    static final Duration POLL = Duration.ofSeconds(5);
    static final Duration QUIET = Duration.ofSeconds(60);
    static final Duration ASK = Duration.ofMinutes(10);

    final Path home;
    final FakeNode node = new FakeNode();
    final NodeDatabase database;
    Orders orders;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2024-05-01T12:00:00Z"));
    private long nanos;
    private Optional<DriveEmulator> drive = Optional.empty();
    private Optional<String> key = Optional.empty();
    private Consumer<Task.Lane> before = lane -> {};

    Bench(Path home) throws IOException, InterruptedException {
        this.home = home.toRealPath();
        database = SampleState.database(this.home.resolve("node"));
        open();
    }

    /** Ends nothing and begins anew, as after {@code kill -9}. */
    void open() {
        orders = new Orders(node, this::held, settings(), lane -> work -> {
            before.accept(lane);
            work.run();
        });
    }

    Optional<HeldTorrents.Held> held(SwarmKey key) {
        return node.torrentOf(key).map(torrent -> new HeldTorrents.Held(torrent, Optional.empty()));
    }

    /** Does something before each job. */
    void before(Consumer<Task.Lane> hook) {
        before = hook;
    }

    OrdersSettings settings() {
        OrderTimings pace = new OrderTimings(POLL, QUIET, ASK, clock(), () -> nanos);
        return new OrdersSettings(
                database,
                home.resolve("node"),
                catalogs(),
                "seedbank test",
                home.resolve("checkpoints"),
                pace,
                new AtWork(home.resolve("node/at-work")),
                () -> {});
    }

    CatalogSettings catalogs() {
        CatalogSettings usual = CatalogSettings.below(home.resolve("home"));
        return drive.map(each -> new CatalogSettings(
                        usual.local(),
                        usual.config(),
                        usual.cache(),
                        usual.state(),
                        each.rootUrl().toString(),
                        key,
                        usual.tries()))
                .orElse(usual);
    }

    /** Has Google Drive be this one from now on, to be read by an API key. */
    void use(DriveEmulator emulator) {
        key = Optional.of(emulator.drive().apiKey());
        drive = Optional.of(emulator);
        open();
    }

    /** The same without the key. */
    void useWithoutKey(DriveEmulator emulator) {
        use(emulator);
        key = Optional.empty();
        open();
    }

    Catalog catalog() {
        return new Catalogs(catalogs()).own();
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(home.resolve(name));
    }

    /** A file with this content that was written just now, by the driven clock. */
    Path write(String name, String content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(now.get()));
        Files.setLastModifiedTime(file.getParent(), FileTime.from(now.get()));
        return file;
    }

    /** A torrent of a dataset with one small file in a folder. */
    Metainfo torrent(String dataset) throws IOException, InterruptedException {
        write("data/" + dataset + "/a.csv", dataset);
        return Metainfo.parse(DatasetHasher.hash(
                        DatasetScan.scan(home.resolve("data/" + dataset), false),
                        TorrentFormat.HYBRID,
                        new PieceLength(PieceLength.MIN),
                        1,
                        Progress.NONE)
                .write(List.of(), List.of(), "seedbank test", Optional.empty()));
    }

    /** Puts a torrent into a folder. */
    void put(String file, Metainfo torrent) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.deleteIfExists(path);
        Files.write(path, torrent.bytes());
    }

    /** Lets time go by, and the orders look as often as they would. */
    void pass(Duration time) throws InterruptedException {
        for (Duration rest = time; !rest.isZero() && !rest.isNegative(); rest = rest.minus(POLL)) {
            nanos += POLL.toNanos();
            jump(POLL);
            orders.poll();
        }
    }

    /** Lets a long time go by, and the orders look once. */
    void wait(Duration time) throws InterruptedException {
        nanos += time.toNanos();
        jump(time);
        orders.poll();
    }

    /** Sets the clock to another time of the day, which takes no time. */
    void jump(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    List<String> news() {
        return orders.orders().get(0).news();
    }

    Optional<String> problem() {
        return orders.orders().get(0).problem();
    }

    OrderView only() {
        return orders.orders().get(0);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
