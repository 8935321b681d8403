package org.seedbank.swarm.webseed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.web.HttpAnswer;

/** Reads pieces by their numbers (BEP 17). */
public final class NumberedReader implements WebSeedReader {

    private static final int AT_ONCE = 64 << 10;
    private static final int LONGEST_WAIT_TEXT = 12;
    private static final Pattern SECONDS = Pattern.compile("\\s*[0-9]{1,9}\\s*");

    private final InfoHash v1;
    private final WebSeedAddress address;
    private final Asking asking;
    private final Pace pace;

    /** Closed by any thread. */
    private volatile Optional<HttpAnswer> open = Optional.empty();

    /** Reads pieces of the torrent with this infohash. */
    public NumberedReader(InfoHash v1, WebSeedAddress address, Asking asking, Pace pace) {
        this.v1 = v1;
        this.address = address;
        this.asking = asking;
        this.pace = pace;
    }

    @Override
    public void read(PieceBuffer buffer, int last) throws IOException, WebSeedTrouble, InterruptedException {
        int length = buffer.bytes().length;
        try (HttpAnswer answer = asking.get(address.piece(v1, buffer.piece(), buffer.filled(), length), false)
                .asSent()
                .within(FilesReader.BEGIN, 1)
                .answer()) {
            open = Optional.of(answer);
            String piece = "piece %d".formatted(buffer.piece());
            if (answer.status() == 503) {
                throw busy(answer, piece);
            }
            if (answer.status() != 200 && answer.status() != 206) {
                throw Refusals.of(answer, piece, piece);
            }
            take(answer.body(), buffer);
        } finally {
            open = Optional.empty();
        }
    }

    private void take(InputStream body, PieceBuffer buffer) throws IOException, InterruptedException {
        int length = buffer.bytes().length;
        while (buffer.filled() < length) {
            int count = body.read(buffer.bytes(), buffer.filled(), Math.min(AT_ONCE, length - buffer.filled()));
            if (count < 0) {
                throw new IOException(
                        "the answer for piece %d ended at byte %d of it".formatted(buffer.piece(), buffer.filled()));
            }
            buffer.fillTo(buffer.filled() + count);
            pace.took(count);
        }
        if (body.read() >= 0) {
            throw new IOException("the answer for piece %d is longer than the piece".formatted(buffer.piece()));
        }
    }

    /** The body of a refusal is the number of seconds to wait. */
    private static WebSeedTrouble busy(HttpAnswer answer, String piece) throws IOException {
        String body = new String(answer.body().readNBytes(LONGEST_WAIT_TEXT), StandardCharsets.US_ASCII);
        if (!SECONDS.matcher(body).matches()) {
            return Refusals.of(answer, piece, piece);
        }
        Optional<Duration> pause = Refusals.pause(body.strip());
        return new WebSeedTrouble(WebSeedTrouble.Kind.BUSY, "it answers 503 for " + piece, pause, null);
    }

    @Override
    public void close() {
        open.ifPresent(HttpAnswer::close);
    }
}
