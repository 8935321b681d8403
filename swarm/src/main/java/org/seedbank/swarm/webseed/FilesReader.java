package org.seedbank.swarm.webseed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.web.HttpAnswer;
import org.seedbank.web.HttpCall;

/**
 * Reads pieces out of a server's files (BEP 19). A range is asked for as far as the reader will go on, so one request may
 * serve many pieces; a server that answers with a whole file is read on to the range where that is near, and is known for
 * one that gives whole files.
 */
public final class FilesReader implements WebSeedReader {

    /** An answer has this long to begin; then bytes have to come, which whoever reads watches. */
    static final Duration BEGIN = Duration.ofSeconds(30);

    /** So much of a whole file is read and thrown away where a range was asked for; a range behind it needs a reader that knows. */
    static final long SKIPPED_AT_MOST = 1 << 20;

    private static final int AT_ONCE = 64 << 10;

    private final Metainfo torrent;
    private final PieceRow row;
    private final WebSeedAddress address;
    private final Asking asking;
    private final ServerMemory memory;
    private final Pace pace;
    private final byte[] thrown = new byte[AT_ONCE];

    /** Closed by any thread. */
    private volatile Optional<Open> open = Optional.empty();

    /** Reads from {@code address}, going by and adding to what is known of the server. */
    public FilesReader(
            Metainfo torrent, PieceRow row, WebSeedAddress address, Asking asking, ServerMemory memory, Pace pace) {
        this.torrent = torrent;
        this.row = row;
        this.address = address;
        this.asking = asking;
        this.memory = memory;
        this.pace = pace;
    }

    /** An answer that is being read, up to a byte of the file that it reaches at most. */
    private static final class Open {
        private final int file;
        private final long end;
        private final HttpAnswer answer;
        private final InputStream body;
        private long position;

        Open(int file, long position, long end, HttpAnswer answer, InputStream body) {
            this.file = file;
            this.position = position;
            this.end = end;
            this.answer = answer;
            this.body = body;
        }
    }

    @Override
    public void read(PieceBuffer buffer, int last) throws IOException, WebSeedTrouble, InterruptedException {
        long begin = (long) buffer.piece() * torrent.pieceLength();
        for (PieceRow.Part part : row.parts(buffer.piece())) {
            TorrentFile file = torrent.files().get(part.file());
            int at = Math.toIntExact(file.offset() + part.start() - begin);
            int end = Math.toIntExact(at + part.length());
            if (buffer.filled() < at) {
                buffer.padTo(at);
            }
            if (buffer.filled() < end) {
                fill(buffer, part.file(), part.start() + buffer.filled() - at, end, wholeEnd(part.file(), last));
            }
        }
        buffer.padTo(buffer.bytes().length);
    }

    /** Where the bytes of a file end that the pieces up to {@code last} cover. */
    private long wholeEnd(int file, int last) {
        TorrentFile covered = torrent.files().get(file);
        return Math.min(covered.length(), (last + 1L) * torrent.pieceLength() - covered.offset());
    }

    private void fill(PieceBuffer buffer, int file, long start, int end, long askedEnd)
            throws IOException, WebSeedTrouble, InterruptedException {
        long position = start;
        while (buffer.filled() < end) {
            Open from = at(file, position, askedEnd);
            int count = read(from, buffer.bytes(), buffer.filled(), end - buffer.filled());
            buffer.fillTo(buffer.filled() + count);
            position += count;
            endWhereRead(from);
        }
    }

    private int read(Open from, byte[] into, int offset, int most)
            throws IOException, WebSeedTrouble, InterruptedException {
        int count;
        try {
            count = from.body.read(into, offset, (int) Math.min(Math.min(AT_ONCE, most), from.end - from.position));
        } catch (ZipException e) {
            close();
            throw new WebSeedTrouble(
                            WebSeedTrouble.Kind.FILE, "it sends what cannot be uncompressed for " + named(from.file))
                    .in(from.file);
        } catch (IOException e) {
            close();
            throw e;
        }
        if (count < 0) {
            close();
            throw new IOException("the answer for %s ended at byte %d".formatted(named(from.file), from.position));
        }
        from.position += count;
        pace.took(count);
        return count;
    }

    /** A connection is of use again when an answer was read to its end, which the last byte alone is not. */
    private void endWhereRead(Open from) throws IOException {
        if (from.position == from.end) {
            if (from.body.read() >= 0) {
                memory.remark("it sends more than it was asked for");
            }
            close();
        }
    }

    private Open at(int file, long position, long askedEnd) throws IOException, WebSeedTrouble, InterruptedException {
        Optional<Open> now = open;
        if (now.isPresent() && now.get().file == file && now.get().position <= position && position < now.get().end) {
            if (now.get().position == position || memory.givesWholeFiles()) {
                skip(now.get(), position);
                return now.get();
            }
        }
        close();
        Open next = ask(file, position, askedEnd);
        open = Optional.of(next);
        skip(next, position);
        return next;
    }

    private void skip(Open from, long position) throws IOException, WebSeedTrouble, InterruptedException {
        while (from.position < position) {
            read(from, thrown, 0, (int) Math.min(thrown.length, position - from.position));
        }
    }

    private Open ask(int file, long position, long end) throws IOException, WebSeedTrouble, InterruptedException {
        Optional<URI> known = memory.redirect(file);
        URI named = address.file(torrent, file);
        URI uri = known.orElse(named);
        HttpCall call = asking.get(uri, !isSamePlace(named, uri)).asSent().within(BEGIN, 1);
        boolean ranged = !memory.givesWholeFiles();
        if (ranged) {
            call.header("Range", "bytes=%d-%d".formatted(position, end - 1));
        }
        HttpAnswer answer;
        try {
            answer = call.answer();
        } catch (IOException e) {
            memory.forget(file);
            throw e;
        }
        boolean taken = false;
        try {
            Open begun = judge(answer, file, position, end, ranged);
            if (!answer.uri().equals(uri)) {
                memory.redirected(file, answer.uri());
            }
            taken = true;
            return begun;
        } catch (WebSeedTrouble e) {
            if (known.isPresent() && memory.forget(file)) {
                return ask(file, position, end); // Where it led yesterday there may be nothing today.
            }
            throw e.in(file);
        } finally {
            if (!taken) {
                answer.close();
            }
        }
    }

    /** What a person allows for one host holds for no other. */
    private static boolean isSamePlace(URI named, URI now) {
        return named.getHost().equalsIgnoreCase(now.getHost()) || (isLoopback(named) && isLoopback(now));
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost().equals("localhost")
                || HostKind.inDigits(uri.getHost())
                        .filter(digits -> digits[0] == 127)
                        .isPresent();
    }

    private Open judge(HttpAnswer answer, int file, long position, long end, boolean ranged)
            throws IOException, WebSeedTrouble, InterruptedException {
        if (answer.status() == 206) {
            memory.gavePart();
            return part(answer, file, position, end);
        }
        if (answer.status() == 200) {
            return whole(answer, file, position, end, ranged);
        }
        throw Refusals.of(answer, named(file), "bytes %d to %d of %s".formatted(position, end - 1, named(file)));
    }

    private Open part(HttpAnswer answer, int file, long position, long end)
            throws IOException, WebSeedTrouble, InterruptedException {
        ContentRange range = ContentRange.of(answer)
                .orElseThrow(() -> new WebSeedTrouble(
                        WebSeedTrouble.Kind.FILE, "it does not say which part of %s it sends".formatted(named(file))));
        long length = torrent.files().get(file).length();
        if (range.total().isPresent() && range.total().getAsLong() != length) {
            if (isCompressed(answer)) {
                memory.wholeFilesOnly(true); // A range of what it has compressed is of no use.
                answer.close();
                return ask(file, position, end);
            }
            memory.remark("it has %d bytes of %s, of which %d were published"
                    .formatted(range.total().getAsLong(), named(file), length));
        }
        if (range.start() != position || range.end() > end) {
            throw new WebSeedTrouble(
                    WebSeedTrouble.Kind.FILE,
                    "it answers with another part of %s than it was asked for".formatted(named(file)));
        }
        return new Open(file, position, range.end(), answer, answer.body());
    }

    private Open whole(HttpAnswer answer, int file, long position, long end, boolean ranged)
            throws IOException, WebSeedTrouble {
        long length = torrent.files().get(file).length();
        Optional<Long> said = answer.header("Content-Length").map(Long::parseLong);
        boolean exact = said.filter(each -> each == length).isPresent();
        boolean compressed = isCompressed(answer) && !exact;
        if (!compressed && said.isPresent() && !exact) {
            throw new WebSeedTrouble(
                    WebSeedTrouble.Kind.OTHER_FILE,
                    "it has %d bytes of %s, of which %d were published".formatted(said.get(), named(file), length));
        }
        if (position > 0 || end < length) {
            memory.wholeFilesOnly(compressed);
            if (position > SKIPPED_AT_MOST && ranged) {
                throw new WebSeedTrouble(
                        WebSeedTrouble.Kind.NO_RANGES, compressed ? ServerMemory.COMPRESSED : ServerMemory.WHOLE);
            }
        }
        try {
            InputStream body = compressed ? new GZIPInputStream(answer.body(), AT_ONCE) : answer.body();
            return new Open(file, 0, length, answer, body);
        } catch (ZipException | EOFException e) {
            throw new WebSeedTrouble(
                    WebSeedTrouble.Kind.FILE, "it sends what cannot be uncompressed for " + named(file));
        }
    }

    private static boolean isCompressed(HttpAnswer answer) {
        return answer.header("Content-Encoding")
                .map(String::strip)
                .filter(each -> each.equalsIgnoreCase("gzip") || each.equalsIgnoreCase("x-gzip"))
                .isPresent();
    }

    private String named(int file) {
        return "'%s'".formatted(torrent.published().files().get(file).path().text());
    }

    @Override
    public void close() {
        Optional<Open> ended = open;
        open = Optional.empty();
        ended.ifPresent(each -> each.answer.close());
    }
}
