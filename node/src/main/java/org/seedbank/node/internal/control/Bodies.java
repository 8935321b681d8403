package org.seedbank.node.internal.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.wire.LimitedStream;
import org.seedbank.node.internal.wire.Wire;

/** Reads what is sent, never more than there is room for. */
final class Bodies {

    /** Most bytes of what is not a torrent. */
    static final long SMALL = 64 * 1024;

    /** Most bytes of what has a number for each of many files. */
    static final long MEDIUM = 1 << 20;

    /** From here on a body is read alone. */
    private static final long LARGE = 1 << 20;

    /** Holds what is beside a torrent in a request. */
    private static final long BESIDE = LARGE;

    /** A text is in memory three times while it grows, and as long with its bytes afterwards. */
    private static final long MEMORY_FOR_BODY = 5;

    private static final long TURN_SECONDS = 10;

    /** Who waits keeps a thread from others. */
    private static final int MOST_WAITING = 4;

    private final Semaphore turn = new Semaphore(1, true);

    /** Describes what is done with a body. */
    @FunctionalInterface
    interface Use<T, R> {
        R of(T body) throws InterruptedException;
    }

    /** Most bytes of what has a torrent: base64 takes four bytes for three. */
    static long torrent() {
        long longest = Metainfo.MAX_BYTES / 3 * 4 + BESIDE;
        return Math.min(longest, Runtime.getRuntime().maxMemory() / MEMORY_FOR_BODY);
    }

    /** Reads a body of at most {@code limit} bytes and does something with it. */
    <T, R> R with(Call call, Class<T> type, long limit, Use<T, R> use) throws IOException, InterruptedException {
        long length = call.bodyLength();
        if (length > limit) {
            throw Refusal.tooLarge(limit);
        }
        if (limit <= LARGE || (length >= 0 && length <= LARGE)) {
            return use.of(read(call, type, limit));
        }
        if (turn.getQueueLength() >= MOST_WAITING || !turn.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS)) {
            throw Refusal.busy("the node is taking in other large torrents");
        }
        try {
            return use.of(read(call, type, limit));
        } finally {
            turn.release();
        }
    }

    private static <T> T read(Call call, Class<T> type, long limit) throws IOException {
        InputStream in = new LimitedStream(new SteadyStream(call.body(), System::nanoTime), limit);
        try {
            return Wire.request(
                    new InputStreamReader(
                            in,
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
                    type);
        } catch (LimitedStream.TooLong e) {
            throw Refusal.tooLarge(limit);
        } catch (CharacterCodingException e) {
            throw new NodeException.BadRequest("the body is not UTF-8");
        }
    }
}
