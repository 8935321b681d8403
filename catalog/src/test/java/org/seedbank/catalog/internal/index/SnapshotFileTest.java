package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.integrity.torrent.InfoHash;

final class SnapshotFileTest {

    private static final URI CATALOG = URI.create("gdrive:fake");

    private Path path;

    @BeforeProperty
    void begin() throws IOException {
        path = Files.createTempDirectory("snapshot").resolve("snapshot");
    }

    @AfterProperty
    void end() throws IOException {
        Files.deleteIfExists(path);
        Files.delete(path.getParent());
    }

    private SnapshotFile file() {
        return new SnapshotFile(path, CATALOG);
    }

    @Property(tries = 200)
    void reading_undoes_writing(@ForAll("snapshots") IndexedCatalog kept) throws Exception {
        file().write(kept);
        IndexedCatalog read = file().read().orElseThrow().kept();

        assertThat(read.own()).isEqualTo(kept.own());
        assertThat(read.snapshot().items())
                .containsExactlyInAnyOrderElementsOf(kept.snapshot().items());
        assertThat(read.snapshot().cursors()).isEqualTo(kept.snapshot().cursors());
        assertThat(read.snapshot().asked()).isEqualTo(kept.snapshot().asked());
        assertThat(read.snapshot().listedWhole()).isEqualTo(kept.snapshot().listedWhole());
    }

    @Property(tries = 50)
    void what_was_read_is_written_the_same(@ForAll("snapshots") IndexedCatalog kept) throws Exception {
        file().write(kept);
        byte[] first = Files.readAllBytes(path);
        file().write(file().read().orElseThrow().kept());

        assertThat(file().read().orElseThrow().kept().items()).isEqualTo(kept.items());
        assertThat(Files.size(path)).isEqualTo(first.length);
    }

    @Property(tries = 300)
    void a_changed_byte_makes_it_absent(@ForAll("snapshots") IndexedCatalog kept, @ForAll int where, @ForAll byte by)
            throws Exception {
        file().write(kept);
        byte[] content = Files.readAllBytes(path);
        content[Math.floorMod(where, content.length)] ^= by == 0 ? 1 : by;
        Files.write(path, content);

        assertThat(file().read()).isEmpty();
    }

    @Property(tries = 200)
    void a_shorter_or_longer_file_is_absent(
            @ForAll("snapshots") IndexedCatalog kept, @ForAll int where, @ForAll byte[] more) throws Exception {
        file().write(kept);
        byte[] content = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(content, Math.floorMod(where, content.length)));
        assertThat(file().read()).isEmpty();

        Files.write(path, content);
        Files.write(path, more.length == 0 ? new byte[1] : more, StandardOpenOption.APPEND);
        assertThat(file().read()).isEmpty();
    }

    @Property(tries = 500)
    void any_bytes_are_absent(@ForAll byte[] content) throws Exception {
        Files.write(path, content);

        assertThat(file().read()).isEmpty();
    }

    /** The checksum keeps such bytes away; if it did not, nothing worse than one kind of exception would come of it. */
    @Property(tries = 1000)
    void unpacking_any_bytes_ends_in_an_item_or_says_that_they_are_unusable(@ForAll byte[] content) {
        assertThat(unpacked(new Unpacker(content, 0))).isNotBlank();
    }

    @Property(tries = 500)
    void unpacking_a_changed_item_ends_in_an_item_or_says_that_it_is_unusable(
            @ForAll("items") Item item, @ForAll int where, @ForAll byte by) {
        Packer packer = new Packer();
        ItemCodec.pack(item, packer);
        byte[] content = Arrays.copyOf(packer.array(), packer.length());
        content[Math.floorMod(where, content.length)] ^= by;

        assertThat(unpacked(new Unpacker(content, 0))).isNotBlank();
    }

    private static String unpacked(Unpacker in) {
        try {
            return "an item: " + ItemCodec.unpack(in);
        } catch (UnusableFileException e) {
            return e.getMessage();
        }
    }

    @Property(tries = 500)
    void numbers_survive(@ForAll long number) throws Exception {
        Packer packer = new Packer();
        packer.number(number);

        assertThat(new Unpacker(packer.array(), 0).number()).isEqualTo(number);
        assertThat(packer.length()).isBetween(1, Unpacker.MAX_NUMBER_BYTES);
    }

    @Property(tries = 1)
    void a_file_from_a_later_version_is_absent() throws Exception {
        Packer head = new Packer();
        head.text("seedbank catalog index");
        head.number(3);
        head.text(CATALOG.toString());
        Files.createFile(path);
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            new FrameWriter(channel, 1 << 20).add(head);
        }

        assertThat(file().read()).isEmpty();
    }

    @Property(tries = 1)
    void a_file_that_would_be_too_large_is_not_written() throws Exception {
        Files.createFile(path);
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            FrameWriter frames = new FrameWriter(channel, 108);
            frames.add(new byte[100], 100);
            assertThatThrownBy(() -> frames.add(new byte[0], 0)).isInstanceOf(IOException.class);
        }
    }

    @Provide
    Arbitrary<IndexedCatalog> snapshots() {
        Arbitrary<List<Item>> items = items().list().uniqueElements(Item::id).ofMaxSize(8);
        Arbitrary<Map<String, String>> cursors =
                Arbitraries.maps(texts(), texts()).ofMaxSize(3);
        return Combinators.combine(instants(), instants(), cursors, items, instants())
                .as((asked, whole, from, all, put) -> new IndexedCatalog(
                        new Snapshot(asked, whole, from, all),
                        all.isEmpty() ? Map.of() : Map.of(all.get(0).id(), put)));
    }

    @Provide
    Arbitrary<Item> items() {
        return Combinators.combine(
                        texts(), texts(), texts(), Arbitraries.longs(), texts(), instants(), instants(), contents())
                .as(Item::new);
    }

    private static Arbitrary<Content> contents() {
        return Arbitraries.oneOf(
                entries().map(Content.Dataset::new),
                texts().map(Content.Broken::new),
                Arbitraries.just(new Content.Foreign(Optional.empty())),
                Combinators.combine(texts(), Arbitraries.longs(), hex(40))
                        .as((name, size, hash) -> new Content.Foreign(Optional.of(new TorrentFacts(
                                name, size, size, Optional.of(new InfoHash(hash)), Optional.empty())))));
    }

    private static Arbitrary<Entry> entries() {
        Arbitrary<String> titles = texts().filter(text -> !text.isBlank());
        return Combinators.combine(
                        titles,
                        texts(),
                        titles.list().ofMaxSize(3),
                        instants(),
                        hex(64),
                        Arbitraries.longs().between(1, 1L << 50))
                .as((title, description, names, published, hash, size) -> {
                    Entry entry = Entry.builder(new Sha256(hash))
                            .title(title)
                            .description(description)
                            .creators(names)
                            .keywords(names)
                            .license(size % 2 == 0 ? "CC-BY-4.0 OR (MIT AND Apache-2.0+)" : null)
                            .doi(size % 3 == 0 ? "10.5281/zenodo.1234" : null)
                            .version(size % 5 == 0 ? "2" : null)
                            .supersedes(size % 7 == 0 ? Items.digest("aaaaaa") : null)
                            .published(published)
                            .bytes(size)
                            .files(size)
                            .pieceLength(16384)
                            .infohashV1(size % 2 == 0 ? new InfoHash(hash.substring(0, 40)) : null)
                            .infohashV2(new InfoHash(hash))
                            .withdrawn(size % 3 == 0)
                            .build();
                    return size % 4 == 0 ? later(entry) : entry;
                });
    }

    private static Entry later(Entry entry) {
        return Entry.parse(entry.toJson().replace("\"schema\": 1,", "\"schema\": 3,\n  \"mood\": {\"calm\": null},"));
    }

    /** Whole code points only: half a surrogate pair is no text. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 0x7F),
                        Arbitraries.integers().between(0x80, 0xD7FF),
                        Arbitraries.integers().between(0xE000, 0x10FFFF))
                .list()
                .ofMaxSize(20)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static Arbitrary<String> hex(int digits) {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(digits);
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs()
                                .between(
                                        Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(),
                                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond()),
                        Arbitraries.longs().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }
}
