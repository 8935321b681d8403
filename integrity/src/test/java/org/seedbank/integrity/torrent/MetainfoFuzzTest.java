package org.seedbank.integrity.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.seedbank.integrity.GoldenDataset;
import org.seedbank.integrity.IntegrityException;

/** Whatever bytes come, the answer is a checked torrent or {@link IntegrityException.BadTorrent}, and comes at once. */
@Tag("thorough")
final class MetainfoFuzzTest {

    private static final List<byte[]> GOOD = List.of(
            GoldenDataset.bytes("names-hybrid-16k.torrent"),
            GoldenDataset.bytes("edges-v2-1024k.torrent"),
            GoldenDataset.bytes("edges-mktorrent-32k.torrent"),
            GoldenDataset.bytes("single-v1-32k.torrent"));

    /** What breaks readers: limits of numbers, ends, beginnings, lengths that point elsewhere. */
    private static final List<String> SPLINTERS = List.of(
            "i-1e",
            "i9223372036854775807e",
            "i1152921504606846976e",
            "le",
            "de",
            "e",
            "0:",
            "1:.",
            "2:..",
            "1:/",
            "99999999:",
            "d0:",
            "4:attr1:p",
            "4:attr1:l",
            "6:lengthi0e",
            "\0");

    @Property(tries = 2000)
    void flipped_bytes(@ForAll("torrents") byte[] torrent, @ForAll Random random) {
        byte[] mutated = torrent.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }

        assertThat(outcome(mutated)).isIn("read", "refused");
    }

    @Property(tries = 2000)
    void inserted_splinters(@ForAll("torrents") byte[] torrent, @ForAll Random random) {
        String text = new String(torrent, StandardCharsets.ISO_8859_1);
        int at = random.nextInt(Math.min(text.length(), 1500));
        int skipped = Math.min(text.length() - at, random.nextInt(12));
        String splinter = SPLINTERS.get(random.nextInt(SPLINTERS.size()));

        String mutated = text.substring(0, at) + splinter + text.substring(at + skipped);

        assertThat(outcome(mutated.getBytes(StandardCharsets.ISO_8859_1))).isIn("read", "refused");
    }

    @Property(tries = 1000)
    void torn_torrents_are_refused(@ForAll("torrents") byte[] torrent, @ForAll Random random) {
        byte[] torn = Arrays.copyOf(torrent, random.nextInt(torrent.length));

        assertThat(outcome(torn)).isEqualTo("refused");
    }

    @Property(tries = 2000)
    void any_bytes_are_refused(@ForAll byte[] bytes) {
        assertThat(outcome(bytes)).isEqualTo("refused");
    }

    @Provide
    Arbitrary<byte[]> torrents() {
        return Arbitraries.of(GOOD);
    }

    private static String outcome(byte[] bytes) {
        try {
            Metainfo torrent = Metainfo.parse(bytes);
            return torrent.files().isEmpty() ? "read, without a file" : "read";
        } catch (IntegrityException.BadTorrent e) {
            return "refused";
        }
    }
}
