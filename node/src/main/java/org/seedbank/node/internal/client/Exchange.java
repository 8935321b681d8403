package org.seedbank.node.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.wire.ControlFile;
import org.seedbank.node.internal.wire.HandedTorrent;
import org.seedbank.node.internal.wire.LimitedStream;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.node.internal.wire.Wire;

/**
 * One request and its answer. A connection is used once, so that none is found dead when it is used again. It goes over the
 * node's Unix socket, at which nobody else on this machine can stand in the way; and over its port where there is none.
 */
final class Exchange<T> {

    private static final int NO_CONTENT = 204;
    private static final int FIRST_ERROR = 400;
    private static final long GRACE_SECONDS = 10;

    /** From here on a body is sent as it is made; smaller ones say how long they are. */
    private static final int STREAMED_BYTES = 512 * 1024;

    /** A torrent in base64, or some hundred thousand datasets. */
    private static final long MAX_ANSWER_BYTES = Metainfo.MAX_BYTES / 3 * 4 + (1 << 20);

    private final ControlFile access;
    private final NodeCall<T> call;

    private Exchange(ControlFile access, NodeCall<T> call) {
        this.access = access;
        this.call = call;
    }

    /** Sends and receives on a thread of its own, because nothing else bounds the time of a channel. */
    static <T> Reply<T> run(ControlFile access, NodeCall<T> call) throws IOException, InterruptedException {
        FutureTask<Reply<T>> task = new FutureTask<>(new Exchange<>(access, call)::exchange);
        Thread thread = new Thread(task, "seedbank-node-call");
        thread.setDaemon(true);
        thread.start();
        try {
            Duration limit = call.limit().plusSeconds(GRACE_SECONDS);
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it takes too long", e);
        } catch (ExecutionException e) {
            return fail(e.getCause());
        } finally {
            task.cancel(true); // Closes the channel, where it is still open.
        }
    }

    private static <T> Reply<T> fail(Throwable cause) throws IOException {
        if (cause instanceof IOException e) {
            throw e;
        }
        if (cause instanceof NodeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e; // A torrent may be more than this process has memory for.
        }
        throw new IllegalStateException(cause);
    }

    private Reply<T> exchange() throws IOException {
        try (SocketChannel channel = connect()) {
            PlainHttp.Answer answer = send(channel);
            if (answer.status() >= FIRST_ERROR) {
                return new Reply<>(answer.status(), Optional.empty(), Optional.of(problem(answer)));
            }
            boolean nothing = answer.status() == NO_CONTENT;
            return new Reply<>(
                    answer.status(),
                    nothing ? Optional.empty() : Optional.of(read(answer.body(), call.answer())),
                    Optional.empty());
        }
    }

    private SocketChannel connect() throws IOException {
        if (access.socket().isPresent()) {
            try {
                return SocketChannel.open(
                        UnixDomainSocketAddress.of(access.socket().get()));
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                return connectToPort(e);
            }
        }
        return connectToPort(null);
    }

    private SocketChannel connectToPort(IOException first) throws IOException {
        try {
            InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return SocketChannel.open(new InetSocketAddress(here, access.port()));
        } catch (IOException e) {
            if (first != null) {
                e.addSuppressed(first);
            }
            throw e;
        }
    }

    private PlainHttp.Answer send(SocketChannel channel) throws IOException {
        StringBuilder head = new StringBuilder(
                "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n".formatted(call.method(), call.path(), access.port()));
        head.append("Authorization: Bearer ").append(access.token()).append("\r\n");
        head.append("Accept: application/json\r\nConnection: close\r\n");
        if (call.body() == null) {
            return PlainHttp.exchange(channel, head.toString(), 0, out -> {});
        }
        head.append("Content-Type: application/json\r\n");
        Optional<Metainfo> large = torrent(call.body()).filter(torrent -> torrent.bytes().length > STREAMED_BYTES);
        Optional<HandedTorrent> handed = large.flatMap(this::handed);
        if (handed.isPresent()) {
            try (HandedTorrent torrent = handed.get()) {
                byte[] body = Wire.text(call.body(), torrent).getBytes(UTF_8);
                return PlainHttp.exchange(channel, head.toString(), body.length, out -> out.write(body));
            }
        }
        if (large.isPresent()) {
            return PlainHttp.exchange(channel, head.toString(), -1, out -> {
                Writer writer = new OutputStreamWriter(out, UTF_8);
                Wire.write(call.body(), writer);
                writer.flush();
            });
        }
        byte[] body = Wire.text(call.body()).getBytes(UTF_8);
        return PlainHttp.exchange(channel, head.toString(), body.length, out -> out.write(body));
    }

    private static Optional<Metainfo> torrent(Object body) {
        if (body instanceof NewDataset add) {
            return Optional.of(add.torrent());
        }
        return body instanceof Messages.Torrent edited ? Optional.of(edited.torrent()) : Optional.empty();
    }

    /** Who comes by the socket shares the node's folder. */
    private Optional<HandedTorrent> handed(Metainfo torrent) {
        return access.socket().map(Path::getParent).flatMap(folder -> HandedTorrent.write(folder, torrent));
    }

    private static Messages.Problem problem(PlainHttp.Answer answer) throws IOException {
        try {
            return read(answer.body(), Messages.ErrorBody.class).error();
        } catch (IOException e) {
            throw new IOException(
                    "it answers with status %d and nothing that makes sense".formatted(answer.status()), e);
        }
    }

    private static <A> A read(InputStream in, Class<A> type) throws IOException {
        try {
            return Wire.answer(new InputStreamReader(new LimitedStream(in, MAX_ANSWER_BYTES), UTF_8), type);
        } catch (NodeException.BadRequest e) {
            throw new IOException("its answer makes no sense: " + e.getMessage(), e);
        }
    }
}
