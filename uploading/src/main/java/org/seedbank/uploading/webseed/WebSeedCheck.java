package org.seedbank.uploading.webseed;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.integrity.repair.PieceCheck;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.swarm.webseed.Asking;
import org.seedbank.swarm.webseed.FilesReader;
import org.seedbank.swarm.webseed.Pace;
import org.seedbank.swarm.webseed.PieceBuffer;
import org.seedbank.swarm.webseed.Refusals;
import org.seedbank.swarm.webseed.ServerMemory;
import org.seedbank.swarm.webseed.ServerProbe;
import org.seedbank.swarm.webseed.WebSeedAddress;
import org.seedbank.swarm.webseed.WebSeedTrouble;
import org.seedbank.uploading.UploadingException;
import org.seedbank.web.HttpCall;

/**
 * Asks web servers that a person names for what they are to have of a dataset (BEP 19): whether the files are there, how long
 * they are, whether parts can be had, and whether pieces of them are what was published. Nothing is written. For one thread.
 */
public final class WebSeedCheck {

    /** Files whose length is asked for, the first and the last among them. */
    private static final int FILES = 50;

    /** Pieces that are read of them, as far as these are not too long. */
    private static final int PIECES = 12;

    private static final long SAMPLE_BYTES = 64 << 20;

    /** Of a server that gives whole files alone, no piece further in than this is read as a sample. */
    private static final long FURTHEST = 16 << 20;

    private static final Duration LEAST = Duration.ofMillis(1);

    /** Findings of a kind after which no more are looked for. */
    private static final int MOST_FINDINGS = 3;

    /** However slow a server is. */
    private static final Duration USUAL_TIME = Duration.ofMinutes(1);

    /** Where all of it is read, it may take a second longer for so many bytes. */
    private static final int LEAST_RATE = 64 << 10;

    private final Asking asking;
    private final RandomGenerator random;
    private final Duration time;

    /** Asks as for a person who has named the addresses. */
    public WebSeedCheck() {
        this(Asking.byPerson(), RandomGenerator.getDefault(), USUAL_TIME);
    }

    WebSeedCheck(Asking asking, RandomGenerator random, Duration time) {
        this.asking = asking;
        this.random = random;
        this.time = time;
    }

    /**
     * Looks at several, one after the other, as {@link #run} does. Files are often uploaded after they were published, so what
     * is not there yet is only told.
     *
     * @param asked is told of each before it is asked, without what looks like a personal key
     * @param found is told of each
     * @throws UploadingException.WrongWebSeed when one has something else; those behind it are not asked
     */
    public void require(
            Metainfo torrent,
            List<String> urls,
            CheckDepth depth,
            Consumer<String> asked,
            Consumer<WebSeedFinding> found,
            LongConsumer progress)
            throws InterruptedException {
        for (String url : depth == CheckDepth.NONE ? List.<String>of() : urls) {
            asked.accept(AddressKeys.hidden(url));
            WebSeedFinding finding = run(torrent, url, depth, progress);
            found.accept(finding);
            finding.requireNothingWrong();
        }
    }

    /**
     * Looks at one server, for a minute at most; where all of it is read, for as long as a slow one needs. What is not done
     * by then is too slow to be checked, which is told as missing.
     *
     * @param depth how much is looked at, something
     * @param progress is told how many bytes were read so far
     */
    public WebSeedFinding run(Metainfo torrent, String url, CheckDepth depth, LongConsumer progress)
            throws InterruptedException {
        Optional<WebSeedAddress> address = WebSeedAddress.ofFiles(url);
        if (address.isEmpty()) {
            return noAddress(url);
        }
        Duration most = depth == CheckDepth.ALL ? time.plusSeconds(torrent.totalLength() / LEAST_RATE) : time;
        return new Look(torrent, address.get(), progress, most).run(depth);
    }

    /**
     * Looks whether one server has the files of a dataset that nobody has hashed yet, and how long they are there. Reads none.
     *
     * @param most how long it may take
     */
    public WebSeedFinding look(Dataset dataset, String url, Duration most) throws InterruptedException {
        Optional<WebSeedAddress> address = WebSeedAddress.ofFiles(url);
        return address.isEmpty() ? noAddress(url) : new Probe(NamedFiles.of(dataset), address.get(), most).run();
    }

    private static WebSeedFinding noAddress(String url) {
        List<String> missing = List.of("it is no address of a web server");
        return new WebSeedFinding(AddressKeys.hidden(url), 0, 0, Optional.empty(), missing, List.of());
    }

    /** Files that a server is to have, by the names under which they are asked for. */
    private record NamedFiles(String name, boolean single, List<DatasetPath> paths, List<Long> lengths) {

        static NamedFiles of(Metainfo torrent) {
            Metainfo published = torrent.published();
            return new NamedFiles(
                    published.name(),
                    published.isSingleFile(),
                    published.files().stream().map(TorrentFile::path).toList(),
                    published.files().stream().map(TorrentFile::length).toList());
        }

        static NamedFiles of(Dataset dataset) {
            return new NamedFiles(
                    dataset.name(),
                    dataset.singleFile(),
                    dataset.files().stream().map(SourceFile::path).toList(),
                    dataset.files().stream().map(SourceFile::length).toList());
        }
    }

    /** One look at the files of one server. */
    private class Probe {
        private final NamedFiles published;
        private final long started = System.nanoTime();
        private final Duration most;
        private boolean late;
        final WebSeedAddress address;
        final List<String> missing = new ArrayList<>();
        final List<String> wrong = new ArrayList<>();
        Optional<String> whole = Optional.empty();

        Probe(NamedFiles published, WebSeedAddress address, Duration most) {
            this.published = published;
            this.address = address;
            this.most = most;
        }

        WebSeedFinding run() throws InterruptedException {
            probe();
            return finding(0, 0);
        }

        final void probe() throws InterruptedException {
            BitSet files = files();
            for (int file = files.nextSetBit(0); file >= 0 && !isEnough(); file = files.nextSetBit(file + 1)) {
                probe(file);
            }
        }

        final WebSeedFinding finding(int pieces, long bytes) {
            if (late) {
                missing.add(
                        "it is too slow to be checked: %d bytes came within %d s".formatted(bytes, most.toSeconds()));
            }
            return new WebSeedFinding(address.shown(), pieces, bytes, whole, missing, wrong);
        }

        /** Nothing of this file is read. */
        void unusable(int file) {}

        final boolean isEnough() {
            return isLate() || missing.size() >= MOST_FINDINGS || wrong.size() >= MOST_FINDINGS;
        }

        private boolean isLate() {
            late |= left().isNegative() || left().isZero();
            return late;
        }

        private Duration left() {
            return most.minusNanos(System.nanoTime() - started);
        }

        final HttpCall ask(URI uri, boolean byServer) {
            Duration left = left();
            return asking.get(uri, byServer).endingWithin(left.compareTo(LEAST) > 0 ? left : LEAST);
        }

        final void failed(IOException e) throws InterruptedException {
            if (Thread.interrupted()) {
                InterruptedException interrupted = new InterruptedException("interrupted while a web seed was asked");
                interrupted.initCause(e);
                throw interrupted;
            }
            if (!isLate()) {
                missing.add(Refusals.of(e).getMessage());
            }
        }

        private BitSet files() {
            BitSet chosen = new BitSet();
            BitSet filled = new BitSet();
            for (int file = 0; file < published.lengths().size(); file++) {
                filled.set(file, published.lengths().get(file) > 0);
            }
            if (filled.cardinality() <= FILES) {
                return filled;
            }
            chosen.set(filled.nextSetBit(0));
            chosen.set(filled.length() - 1);
            while (chosen.cardinality() < FILES) {
                int next = filled.nextSetBit(random.nextInt(filled.length()));
                chosen.set(next);
            }
            return chosen;
        }

        private void probe(int file) throws InterruptedException {
            DatasetPath path = published.paths().get(file);
            long bytes = published.lengths().get(file);
            try {
                ServerProbe.Found found =
                        new ServerProbe(this::ask).look(address.file(published.name(), published.single(), path), path);
                whole = whole.or(found::whole);
                OptionalLong length = found.length();
                if (length.isPresent() && length.getAsLong() != bytes) {
                    unusable(file);
                    wrong.add("it has %d bytes of '%s', of which %d were published"
                            .formatted(length.getAsLong(), path.text(), bytes));
                }
            } catch (WebSeedTrouble e) {
                unusable(file);
                missing.add(e.getMessage());
            } catch (IOException e) {
                unusable(file);
                failed(e);
            }
        }
    }

    /** One look at the files of one server, and at the bytes in them. */
    private final class Look extends Probe {
        private final Metainfo torrent;
        private final PieceRow row;
        private final LongConsumer progress;
        private final BitSet unusable = new BitSet();
        private int pieces;
        private long bytes;

        Look(Metainfo torrent, WebSeedAddress address, LongConsumer progress, Duration most) {
            super(NamedFiles.of(torrent), address, most);
            this.torrent = torrent;
            this.row = new PieceRow(torrent);
            this.progress = progress;
        }

        WebSeedFinding run(CheckDepth depth) throws InterruptedException {
            probe();
            if (!isEnough()) {
                read(depth == CheckDepth.ALL ? all() : sample(), depth);
            }
            return finding(pieces, bytes);
        }

        @Override
        void unusable(int file) {
            unusable.or(row.pieces(file));
        }

        private String path(int file) {
            return torrent.published().files().get(file).path().text();
        }

        private BitSet all() {
            BitSet every = new BitSet();
            every.set(0, Math.toIntExact(torrent.pieceCount()));
            every.andNot(unusable);
            return every;
        }

        private BitSet sample() {
            BitSet every = all();
            BitSet chosen = new BitSet();
            int most = (int) Math.max(2, Math.min(PIECES, SAMPLE_BYTES / torrent.pieceLength()));
            if (every.cardinality() <= most) {
                chosen.or(every);
            } else {
                chosen.set(every.nextSetBit(0));
                chosen.set(every.length() - 1);
                while (chosen.cardinality() < most) {
                    chosen.set(every.nextSetBit(random.nextInt(every.length())));
                }
            }
            return whole.isEmpty() ? chosen : near(chosen);
        }

        private BitSet near(BitSet chosen) {
            BitSet near = new BitSet();
            chosen.stream()
                    .filter(piece -> row.parts(piece).get(0).start() <= FURTHEST)
                    .forEach(near::set);
            return near;
        }

        private void read(BitSet chosen, CheckDepth depth) throws InterruptedException {
            PieceCheck check = new PieceCheck(torrent, row);
            Pace counting = count -> {
                progress.accept(bytes += count);
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while a web seed was read");
                }
            };
            try (FilesReader reader = new FilesReader(torrent, row, address, this::ask, new ServerMemory(), counting)) {
                for (int piece = chosen.nextSetBit(0);
                        piece >= 0 && !isEnough();
                        piece = chosen.nextSetBit(piece + 1)) {
                    int last = depth == CheckDepth.ALL ? chosen.nextClearBit(piece) - 1 : piece;
                    read(reader, check, piece, last);
                }
            }
        }

        private void read(FilesReader reader, PieceCheck check, int piece, int last) throws InterruptedException {
            if (unusable.get(piece)) {
                return;
            }
            PieceBuffer buffer = new PieceBuffer(piece, length(piece));
            try {
                reader.read(buffer, last);
                if (check.agrees(piece, buffer.bytes())) {
                    pieces++;
                } else {
                    PieceRow.Part part = row.parts(piece).get(0);
                    wrong.add("bytes %d to %d of '%s' are not what was published"
                            .formatted(part.start(), part.end() - 1, path(part.file())));
                }
            } catch (WebSeedTrouble e) {
                if (e.kind() == WebSeedTrouble.Kind.NO_RANGES) {
                    whole = whole.or(() -> Optional.of(e.getMessage()));
                } else {
                    e.file().ifPresent(file -> unusable.or(row.pieces(file)));
                    missing.add(e.getMessage());
                }
            } catch (IOException e) {
                failed(e);
            }
        }

        private int length(int piece) {
            long left = torrent.rowLength() - (long) piece * torrent.pieceLength();
            return torrent.format().hasV1() ? (int) Math.min(torrent.pieceLength(), left) : torrent.pieceLength();
        }
    }
}
