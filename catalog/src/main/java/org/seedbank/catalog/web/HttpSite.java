package org.seedbank.catalog.web;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.PacedCalls;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.index.Content;
import org.seedbank.catalog.internal.index.GatheredItems;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.Refreshed;
import org.seedbank.catalog.internal.index.Remote;
import org.seedbank.catalog.internal.index.Snapshot;
import org.seedbank.catalog.internal.site.IndexReader;
import org.seedbank.catalog.internal.site.SiteFiles;
import org.seedbank.catalog.internal.site.UnusableIndexException;
import org.seedbank.integrity.Sha256;
import org.seedbank.web.HttpAnswer;
import org.seedbank.web.HttpCall;
import org.seedbank.web.HttpTrouble;
import org.seedbank.web.TooLongException;

/** The files of an export on a web server. Safe for use by several threads. */
final class HttpSite implements Remote {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    /** Headers by which a server marks a version of a file, and by which it is asked whether that is still the latest. */
    private static final Map<String, String> CONDITIONS =
            Map.of("ETag", "If-None-Match", "Last-Modified", "If-Modified-Since");

    /** Entity tags that are longer are no tags. */
    private static final int MAX_TAG = 1_000;

    /** For an answer to begin, and for what is small. */
    private static final Duration EACH = Duration.ofSeconds(45);

    /** For all tries together, but for what comes steadily. */
    private static final Duration WHOLE = Duration.ofSeconds(90);

    /** What is large may take longer at this rate, which a slow line has. */
    private static final int BYTES_PER_SECOND = 10_000;

    /** The limits are in the calls themselves; this one is for a call that does not heed them. */
    private static final Duration OUTERMOST = Duration.ofMinutes(65);

    private final URI uri;
    private final PacedCalls calls;

    HttpSite(URI uri, Consumer<String> tries, Clock clock) {
        this.uri = uri;
        this.calls = new PacedCalls(tries, new HttpJudge(uri, clock));
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public Refreshed refresh(Optional<Snapshot> known, GatheredItems found, Patience patience)
            throws InterruptedException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept-Encoding", "gzip", "Cache-Control", "no-cache"));
        known.ifPresent(before -> CONDITIONS.forEach((cursor, header) ->
                Optional.ofNullable(before.cursors().get(cursor)).ifPresent(value -> headers.put(header, value))));
        return get(SiteFiles.INDEX, patience, call -> {
            call.atMost(IndexReader.MAX_BYTES);
            headers.forEach(call::header);
            try (HttpAnswer answer = call.answer()) {
                if (answer.status() == NOT_MODIFIED && known.isPresent()) {
                    return new Refreshed.Changed(known.get().cursors(), Set.of());
                }
                require(OK, answer);
                // An earlier try may have been cut off.
                found.clear();
                gather(answer, found);
                return new Refreshed.Whole(cursors(answer));
            }
        });
    }

    /** Makes a call of one try, and reads the answer. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(HttpCall call) throws IOException, InterruptedException;
    }

    /**
     * Gets a file. A question whose answer may be an older one has no more time for what is large than for what is small.
     */
    private <T> T get(String file, Patience patience, Reading<T> reading) throws InterruptedException {
        boolean steady = patience.each().compareTo(EACH) >= 0;
        Duration each = steady ? EACH : patience.each();
        Duration whole = patience.whole().compareTo(WHOLE) < 0 ? patience.whole() : WHOLE;
        Patience outer =
                new Patience(patience.tries(), OUTERMOST, patience.firstPause(), patience.longestPause(), whole);
        long started = System.nanoTime();
        return calls.run("GET " + file, outer, () -> {
            Duration left = whole.minusNanos(System.nanoTime() - started);
            Duration limit = left.compareTo(each) < 0 ? left : each;
            HttpCall call = HttpCall.get(uri.resolve(file));
            try {
                return reading.of(steady ? call.within(limit, BYTES_PER_SECOND) : call.within(limit));
            } catch (IOException e) {
                if (HttpTrouble.of(e) != HttpTrouble.TOO_SLOW) {
                    throw e;
                }
                throw new SlowFileException(file, Duration.ofNanos(System.nanoTime() - started), e);
            }
        });
    }

    private static Map<String, String> cursors(HttpAnswer answer) {
        Map<String, String> cursors = new HashMap<>();
        CONDITIONS.keySet().forEach(header -> answer.header(header)
                .filter(value -> value.length() <= MAX_TAG)
                .ifPresent(value -> cursors.put(header, value)));
        return cursors;
    }

    private static void gather(HttpAnswer answer, GatheredItems found) throws IOException {
        if (answer.header("Content-Type").orElse("").startsWith("text/html")) {
            throw new UnusableAnswerException(
                    "a web page came instead of '%s'".formatted(SiteFiles.INDEX),
                    "open the address in a browser: the network may want you to log in first, or it is another page's");
        }
        try {
            IndexReader.read(answer.body(), new EntryItems(found));
        } catch (UnusableIndexException e) {
            answer.rethrowFailure();
            throw new UnusableAnswerException(
                    "its '%s' %s".formatted(SiteFiles.INDEX, e.getMessage()),
                    "ask whoever keeps the catalog to export it again, or get a newer seedbank");
        }
    }

    @Override
    public byte[] torrent(Item item) throws InterruptedException {
        if (!(item.content() instanceof Content.Dataset dataset)) {
            throw new CatalogException.UnknownDataset(uri, item.name());
        }
        Sha256 digest = dataset.entry().digest();
        String name = SiteFiles.torrent(digest);
        Supplier<byte[]> torrent = get(name, Patience.USUAL, call -> {
            // A cache on the way may have the one of before an edit, and what is read is kept here.
            call.header("Cache-Control", "no-cache");
            try (HttpAnswer answer = call.atMost(Catalog.MAX_TORRENT_BYTES).answer()) {
                if (answer.status() == NOT_FOUND || answer.status() == GONE) {
                    return () -> {
                        throw broken(digest, "its torrent is missing");
                    };
                }
                require(OK, answer);
                return bytes(answer, digest);
            }
        });
        return torrent.get();
    }

    private Supplier<byte[]> bytes(HttpAnswer answer, Sha256 digest) throws IOException, InterruptedException {
        try {
            byte[] bytes = answer.bytes();
            return () -> bytes;
        } catch (TooLongException e) {
            return () -> {
                throw broken(digest, "its torrent has " + e.getMessage());
            };
        }
    }

    private CatalogException broken(Sha256 digest, String reason) {
        return new CatalogException.BrokenEntry(
                uri, digest, reason, "ask whoever keeps the catalog to export it again");
    }

    private static void require(int status, HttpAnswer answer) throws StatusException {
        if (answer.status() != status) {
            throw new StatusException(answer);
        }
    }
}
