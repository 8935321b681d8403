package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** Makes a local index, or reads one as a command does: once, in a Java that has just started. */
public final class IndexBenchmark {

    private static final String[] WORDS = ("soil depth bedrock survey rainfall river discharge daily hourly station"
                    + " transect profile moisture carbon nitrogen forest tundra glacier archive corrected raw samples"
                    + " spectra measured between northern southern valley catchment series of the and in from with")
            .split(" ");

    private IndexBenchmark() {}

    /** {@code make FOLDER COUNT}, or {@code read FOLDER WORD…}. */
    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[1]);
        if (args[0].equals("make")) {
            int count = Integer.parseInt(args[2]);
            long start = System.nanoTime();
            new LocalIndex(folder, new Made(count), Clock.systemUTC()).list(Freshness.WHOLE);
            report("made of %d entries".formatted(count), start);
        } else {
            read(folder, List.of(args).subList(2, args.length));
        }
    }

    private static void read(Path folder, List<String> texts) throws InterruptedException {
        long start = System.nanoTime();
        Listing listing = new LocalIndex(folder, new Made(0), Clock.systemUTC()).list(Freshness.STORED);
        report("loaded, %d entries".formatted(listing.entries().size()), start);
        for (String text : texts) {
            long searching = System.nanoTime();
            report("search of '%s', %d found".formatted(text, listing.matching(text).size()), searching);
        }
        long finding = System.nanoTime();
        Sha256 newest = listing.entries().get(listing.entries().size() - 1).entry().digest();
        listing.byDigest(newest).orElseThrow();
        report("by digest", finding);
    }

    private static void report(String what, long since) {
        System.out.println(String.format(
                Locale.ROOT, "%-40s %6d ms", what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since)));
    }

    /** A catalog with as many entries as are wanted. */
    private record Made(int count) implements Remote {

        @Override
        public URI uri() {
            return URI.create("gdrive:benchmark");
        }

        @Override
        public Refreshed refresh(Optional<Snapshot> known, Patience patience) {
            GatheredItems items = new GatheredItems(uri());
            Random random = new Random(1);
            for (int i = 0; i < count; i++) {
                items.put(item(i, random));
            }
            return new Refreshed.Whole(Map.of("since", "2024-05-17T12:00:00Z"), items);
        }

        private static Item item(int number, Random random) {
            byte[] seed = ("dataset " + number).getBytes(StandardCharsets.UTF_8);
            Sha256 digest = Sha256.digestOf(seed);
            Instant published = Instant.parse("2020-01-01T00:00:00Z").plusMillis(number * 1_234_567L);
            Entry entry = Entry.builder(digest)
                    .title(words(random, 60))
                    .description(words(random, 300))
                    .creators(List.of(words(random, 18), words(random, 18)))
                    .keywords(List.of(words(random, 8), words(random, 8), words(random, 8)))
                    .license("CC-BY-4.0")
                    .published(published)
                    .bytes(random.nextInt(Integer.MAX_VALUE))
                    .files(1 + random.nextInt(5_000))
                    .pieceLength(1 << 20)
                    .infohashV1(InfoHash.of(DigestUtils.sha1(seed)))
                    .infohashV2(InfoHash.of(DigestUtils.sha256(digest.bytes())))
                    .build();
            return new Item(
                    "1" + digest.hex().substring(0, 32),
                    "1AbCdEfGhIjKlMnOpQrStUvWxYz012345",
                    digest.hex() + ".torrent",
                    20_000,
                    digest.hex().substring(32),
                    published,
                    published,
                    new Content.Dataset(entry));
        }

        private static String words(Random random, int length) {
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            return text.substring(0, length).strip();
        }

        @Override
        public byte[] torrent(Item item) {
            throw new UnsupportedOperationException("torrents are not measured here");
        }
    }
}
