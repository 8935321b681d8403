package org.seedbank.tracker.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.seedbank.tracker.internal.swarms.Refusal;

/** One connection of the server: a request at a time, each with a bound to its length and its time. For its thread alone. */
final class HttpConnection implements Exchange {

    /** Longest head of a request, in bytes: 70 infohashes of a scrape, and what browsers send. */
    static final int MAX_HEAD = 8_192;

    private static final long HEAD_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long IDLE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long DRAIN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final byte[] NOTHING = {};

    private final HttpServer server;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final PeerAddress remote;
    private byte[] held = NOTHING;
    private int length;
    private int searched;
    private ByteBuffer pending;
    private HttpRequest asked;
    private boolean ending;
    private boolean draining;
    private boolean refused;
    private long deadline;

    /** Awaits the first request. */
    HttpConnection(HttpServer server, SocketChannel channel, SelectionKey key, PeerAddress remote) {
        this.server = server;
        this.channel = channel;
        this.key = key;
        this.remote = remote;
        this.deadline = System.nanoTime() + HEAD_NANOS;
    }

    PeerAddress remote() {
        return remote;
    }

    /** Reads what has come with the connection, which no selection has told of yet. */
    void begin(ByteBuffer buffer) throws IOException {
        read(buffer);
    }

    /** Does what the channel is ready for. */
    void ready(ByteBuffer buffer) throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (key.isValid() && key.isReadable()) {
            read(buffer);
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            server.close(this);
            return;
        }
        if (draining || ending) {
            return;
        }
        if (length == 0 && asked == null) {
            deadline = System.nanoTime() + HEAD_NANOS;
        }
        buffer.flip();
        if (length + count > held.length) {
            held = Arrays.copyOf(held, Math.max(length + count, 512));
        }
        buffer.get(held, length, count);
        length += count;
        if (asked != null && length > MAX_HEAD) {
            server.close(this);
            return;
        }
        requests();
    }

    /** Takes requests out of what has come, until one waits for its answer. */
    private void requests() throws IOException {
        while (asked == null && pending == null && !ending) {
            int end = endOfHead();
            if (end < 0 && length <= MAX_HEAD) {
                return;
            }
            if (end < 0 || end > MAX_HEAD) {
                refuse(Refusal.TOO_LONG, "431 Request Header Fields Too Large");
                return;
            }
            String head = new String(held, 0, end, StandardCharsets.ISO_8859_1);
            consume(end + 4);
            Optional<HttpRequest> request = HttpRequest.parse(head);
            if (request.isEmpty()) {
                refuse(Refusal.BAD_REQUEST, "400 Bad Request");
                return;
            }
            asked = request.get();
            deadline = System.nanoTime() + IDLE_NANOS;
            server.answer(asked, remote, this);
        }
    }

    private int endOfHead() {
        for (int i = Math.max(0, searched - 3); i + 3 < length; i++) {
            if (held[i] == '\r' && held[i + 1] == '\n' && held[i + 2] == '\r' && held[i + 3] == '\n') {
                return i;
            }
        }
        searched = length;
        return -1;
    }

    private void consume(int count) {
        length -= count;
        searched = 0;
        if (length == 0) {
            held = held.length > 1_024 ? NOTHING : held;
        } else {
            System.arraycopy(held, count, held, 0, length);
        }
    }

    private void refuse(Refusal why, String status) throws IOException {
        server.refusals().count(why, remote);
        refused = true;
        ending = true;
        send(HttpAnswer.failure(status, why.words()).bytes(false, false));
    }

    @Override
    public void reply(HttpAnswer answer) {
        server.deliver(this, answer);
    }

    /** Sends the answer to the request that waits for it. */
    void send(HttpAnswer answer) throws IOException {
        if (asked != null) {
            boolean keep = asked.keepAlive();
            byte[] bytes = answer.bytes(asked.head(), keep);
            asked = null;
            ending = !keep;
            send(bytes);
        }
    }

    private void send(byte[] bytes) throws IOException {
        pending = ByteBuffer.wrap(bytes);
        deadline = System.nanoTime() + IDLE_NANOS;
        write();
    }

    private void write() throws IOException {
        if (pending != null) {
            channel.write(pending);
            if (pending.hasRemaining()) {
                key.interestOps(SelectionKey.OP_WRITE);
                return;
            }
            pending = null;
        }
        if (ending) {
            end();
            return;
        }
        if (key.interestOps() != SelectionKey.OP_READ) {
            key.interestOps(SelectionKey.OP_READ);
            requests();
        }
    }

    /** What has come and was not read would have the system take back the answer, so that is read first. */
    private void end() throws IOException {
        if (length == 0 && !refused) {
            server.close(this);
            return;
        }
        channel.shutdownOutput();
        draining = true;
        deadline = System.nanoTime() + DRAIN_NANOS;
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Goes on with requests that had come before the last one was answered. */
    void proceed() throws IOException {
        if (pending == null && asked == null && !ending && length > 0) {
            requests();
        }
    }

    /** Tells whether it has had its time; who was in the middle of a request is counted. */
    boolean isOver(long now) {
        boolean over = deadline - now < 0;
        if (over && length > 0 && asked == null && pending == null && !ending) {
            server.refusals().count(Refusal.TOO_SLOW, remote);
        }
        return over;
    }

    void close() throws IOException {
        key.cancel();
        channel.close();
    }
}
