package org.seedbank.node.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
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
import org.seedbank.node.internal.wire.LimitedStream;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.node.internal.wire.Wire;

/**
 * One request and its answer. A connection is used once, so that none is found dead when it is used again. The older of
 * the two clients of Java is used because it starts several times faster, and short commands are little else than that.
 */
final class Exchange<T> {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int NO_CONTENT = 204;
    private static final int FIRST_ERROR = 400;
    private static final long GRACE_SECONDS = 10;

    /** From here on a body is sent as it is made; smaller ones say how long they are. */
    private static final int STREAMED_BYTES = 512 * 1024;

    private static final int CHUNK_BYTES = 16 * 1024;

    /** A torrent in base64, or some hundred thousand datasets. */
    private static final long MAX_ANSWER_BYTES = Metainfo.MAX_BYTES / 3 * 4 + (1 << 20);

    private final NodeCall<T> call;
    private final HttpURLConnection http;

    private Exchange(ControlFile access, NodeCall<T> call) throws IOException {
        this.call = call;
        URI uri = URI.create("http://127.0.0.1:" + access.port() + call.path());
        // A proxy would get the token, and its 127.0.0.1 is not this one.
        http = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        http.setRequestMethod(call.method());
        http.setConnectTimeout(CONNECT_MILLIS);
        http.setReadTimeout(Math.toIntExact(Math.min(call.limit().toMillis(), Integer.MAX_VALUE)));
        http.setUseCaches(false);
        http.setInstanceFollowRedirects(false);
        http.setRequestProperty("Authorization", "Bearer " + access.token());
        http.setRequestProperty("Accept", "application/json");
        http.setRequestProperty("Connection", "close");
    }

    /** Sends and receives on a thread of its own, because a socket that is read cannot be interrupted. */
    static <T> Reply<T> run(ControlFile access, NodeCall<T> call) throws IOException, InterruptedException {
        Exchange<T> exchange = new Exchange<>(access, call);
        FutureTask<Reply<T>> task = new FutureTask<>(exchange::exchange);
        Thread thread = new Thread(task, "seedbank-node-call");
        thread.setDaemon(true);
        thread.start();
        try {
            Duration limit = call.limit().plusSeconds(GRACE_SECONDS);
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            exchange.http.disconnect();
            throw e;
        } catch (TimeoutException e) {
            exchange.http.disconnect();
            throw new IOException("it takes too long", e);
        } catch (ExecutionException e) {
            return fail(e.getCause());
        }
    }

    private static <T> Reply<T> fail(Throwable cause) throws IOException {
        if (cause instanceof IOException e) {
            throw e;
        }
        if (cause instanceof NodeException e) {
            throw e;
        }
        throw new IllegalStateException(cause);
    }

    private Reply<T> exchange() throws IOException {
        try {
            if (call.body() != null) {
                send();
            }
            int status = http.getResponseCode();
            if (status >= FIRST_ERROR) {
                return new Reply<>(status, Optional.empty(), Optional.of(problem(status)));
            }
            boolean nothing = status == NO_CONTENT;
            return new Reply<>(
                    status,
                    nothing ? Optional.empty() : Optional.of(read(http.getInputStream(), call.answer())),
                    Optional.empty());
        } catch (HttpRetryException e) {
            Messages.Problem problem = new Messages.Problem("unauthorized", "it refuses the token", "");
            return new Reply<>(e.responseCode(), Optional.empty(), Optional.of(problem));
        } finally {
            http.disconnect();
        }
    }

    private void send() throws IOException {
        http.setDoOutput(true);
        http.setRequestProperty("Content-Type", "application/json");
        boolean large = call.body() instanceof NewDataset add && add.torrent().bytes().length > STREAMED_BYTES;
        if (large) {
            http.setChunkedStreamingMode(CHUNK_BYTES);
            try (Writer out = new BufferedWriter(new OutputStreamWriter(http.getOutputStream(), UTF_8))) {
                Wire.write(call.body(), out);
            }
        } else {
            byte[] body = Wire.text(call.body()).getBytes(UTF_8);
            http.setFixedLengthStreamingMode(body.length);
            http.getOutputStream().write(body);
        }
    }

    private Messages.Problem problem(int status) throws IOException {
        try (InputStream in = http.getErrorStream()) {
            return read(in == null ? InputStream.nullInputStream() : in, Messages.ErrorBody.class)
                    .error();
        } catch (IOException e) {
            throw new IOException("it answers with status %d and nothing that makes sense".formatted(status), e);
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
