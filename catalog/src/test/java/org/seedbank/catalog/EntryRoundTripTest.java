package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

final class EntryRoundTripTest {

    @Property(tries = 500)
    void reading_undoes_writing(@ForAll("entries") Entry entry) {
        String json = entry.toJson();

        assertThat(Entry.parse(json)).isEqualTo(entry);
        assertThat(Entry.parse(json).toJson()).isEqualTo(json).endsWith("}\n");
    }

    @Property(tries = 500)
    void a_torn_text_is_refused_as_malformed(@ForAll("entries") Entry entry, @ForAll double where) {
        String json = entry.toJson().stripTrailing();
        int length = (int) (Math.abs(where % 1) * json.length());

        assertThat(refusal(json.substring(0, length))).isNotBlank();
    }

    @Property(tries = 1000)
    void any_text_is_an_entry_or_refused_as_malformed(@ForAll String text) {
        assertThat(refusal(text)).isNotBlank();
    }

    private static String refusal(String text) {
        try {
            return "taken: " + Entry.parse(text);
        } catch (CatalogException.MalformedEntry e) {
            return e.reason();
        }
    }

    @Provide
    Arbitrary<Entry> entries() {
        return Combinators.combine(
                        titles(),
                        texts(),
                        lists(),
                        instants(),
                        hashes(),
                        Arbitraries.longs().between(0, 1L << 50))
                .as((title, description, names, published, hash, size) -> Entry.builder(new Sha256(hash))
                        .title(title)
                        .description(description)
                        .creators(names)
                        .keywords(names)
                        .published(published)
                        .bytes(size)
                        .files(size + 1)
                        .pieceLength(16384)
                        .infohashV1(size % 2 == 0 ? new InfoHash(hash.substring(0, 40)) : null)
                        .infohashV2(new InfoHash(hash))
                        .serial(size % 5 == 0 ? null : new Serial((int) (size % 7) + 1, (int) (size % 90) + 1))
                        .withdrawn(size % 3 == 0)
                        .build());
    }

    private static Arbitrary<String> titles() {
        return texts().filter(text -> !text.isBlank());
    }

    /** Whole code points only: half a surrogate pair is no text. */
    private static Arbitrary<String> texts() {
        Arbitrary<Integer> codePoints = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x7F),
                Arbitraries.integers().between(0x80, 0xD7FF),
                Arbitraries.integers().between(0xE000, 0x10FFFF),
                Arbitraries.of(0x2028, 0x2029, 0x202E, 0xFEFF, (int) '<', (int) '\\', (int) '"'));
        return codePoints.list().ofMaxSize(40).map(EntryRoundTripTest::text);
    }

    private static String text(List<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }

    private static Arbitrary<List<String>> lists() {
        return titles().list().ofMaxSize(4);
    }

    private static Arbitrary<Instant> instants() {
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        return Combinators.combine(
                        Arbitraries.longs().between(first, last),
                        Arbitraries.longs().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static Arbitrary<String> hashes() {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(64);
    }
}
