package org.seedbank.catalog.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.TorrentFile;

/** Datasets to be cited: one of which all is known, one of which next to nothing is, and a hostile one. */
final class Records {

    /** Ends whatever a format knows: a script, a line, a field, a comment, a string, a group. */
    static final String HOSTILE =
            "</script><!-- \u2028\u2029\r\nER  - \r\nTY  - JOUR\n---\n- a: b # \"'`{}[]\\n%$&_^~ \\end{x} \u0000\u001b[2J\u202e\ufeff}} {";

    private Records() {}

    static EntryBuilder builder() {
        return Entry.builder(new Sha256("9f".repeat(32)))
                .title("any")
                .bytes(12)
                .files(2)
                .pieceLength(16 << 10)
                .infohashV1(new InfoHash("ab".repeat(20)));
    }

    static DatasetRecord full() {
        Entry entry = builder()
                .title("Soil 100% & more")
                .description("Depths of soil.\nMeasured in Kiel.")
                .creators(List.of("Digger, Ada-Lou", "Institute of Soil, Kiel", "Bo Finder"))
                .license("CC-BY-4.0")
                .doi("10.5281/zenodo.1234")
                .keywords(List.of("soil", "depth"))
                .version("1.2")
                .published(Instant.parse("2024-05-17T09:30:00Z"))
                .infohashV2(new InfoHash("cd".repeat(32)))
                .build();
        return DatasetRecord.of(entry)
                .withPublisher("Soil Lab")
                .withPage("https://soil.example/9f.html")
                .withTorrent("https://soil.example/9f.torrent")
                .withMagnet("magnet:?xt=urn:btih:" + "ab".repeat(20))
                .withFiles(List.of(
                        new TorrentFile(
                                new DatasetPath("depth.csv"),
                                7,
                                0,
                                Optional.empty(),
                                Optional.of(new Sha256("01".repeat(32)))),
                        new TorrentFile(
                                new DatasetPath("maps/\u00fcber sicht.tif"),
                                5,
                                16 << 10,
                                Optional.empty(),
                                Optional.of(new Sha256("02".repeat(32))))));
    }

    static DatasetRecord bare() {
        return DatasetRecord.of(builder().title("soil").build());
    }

    static DatasetRecord hostile() {
        Entry entry = builder()
                .title("T" + HOSTILE)
                .description("D" + HOSTILE)
                .creators(List.of("C" + HOSTILE, "F" + HOSTILE + ", G" + HOSTILE, "Black and White, Ada"))
                .keywords(List.of("K" + HOSTILE))
                .version("V" + HOSTILE)
                .doi("10.1234/<{a}>&\"%\\x")
                .published(Instant.parse("2024-05-17T09:30:00Z"))
                .build();
        return DatasetRecord.of(entry).withPublisher("P" + HOSTILE).withPage("https://x.example/\"</script>");
    }
}
