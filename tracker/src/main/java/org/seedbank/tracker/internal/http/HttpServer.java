package org.seedbank.tracker.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.seedbank.tracker.internal.swarms.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server for requests without bodies (HTTP/1.1, RFC 9112), on one thread: that of whoever calls {@link #round} again and
 * again. Connections, heads and times are bounded; of more connections than there may be, the one goes that was silent
 * for longest.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** Connections at once. Most are there for one announce. */
    private static final int MOST_CONNECTIONS = 2_048;

    private static final int BACKLOG = 1_024;
    private static final int BUFFER = 16_384;
    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration LONGEST_SELECT = Duration.ofSeconds(1);

    private final Router router;
    private final Refusals refusals;
    private final Selector selector;
    private final List<ServerSocketChannel> listening = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();

    /** In the order in which they were last heard. */
    private final Set<HttpConnection> connections = new LinkedHashSet<>();

    private volatile Thread serving;
    private long swept = System.nanoTime();
    private boolean mute;

    private record Delivery(HttpConnection connection, HttpAnswer answer) {}

    /** Listens nowhere yet. */
    public HttpServer(Router router, Refusals refusals) throws IOException {
        this.router = router;
        this.refusals = refusals;
        this.selector = Selector.open();
    }

    /** Listens at one more address, and returns it with the port that it has. Before the first round. */
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(
                address.getAddress() instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT);
            listening.add(channel);
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Listens no longer at an address that {@link #listen} returned. Before the first round. */
    public void unlisten(InetSocketAddress bound) throws IOException {
        for (ServerSocketChannel each : List.copyOf(listening)) {
            if (bound.equals(each.getLocalAddress())) {
                listening.remove(each);
                each.close();
            }
        }
    }

    /** Waits for requests, for a second at most, and answers them. */
    public void round() {
        serving = Thread.currentThread();
        try {
            selector.select(this::ready, LONGEST_SELECT.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        deliver();
        long now = System.nanoTime();
        if (now - swept > SWEEP_NANOS) {
            swept = now;
            sweep(now);
        }
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.attachment() instanceof HttpConnection connection) {
            connections.remove(connection);
            connections.add(connection);
            guarded(connection, () -> connection.ready(buffer));
        } else if (key.isAcceptable()) {
            accept((ServerSocketChannel) key.channel(), key);
        }
    }

    private void accept(ServerSocketChannel server, SelectionKey key) {
        try {
            for (SocketChannel each = server.accept(); each != null; each = server.accept()) {
                take(each);
            }
        } catch (IOException e) {
            // Such as when there are no descriptors left; the sweep listens again.
            key.interestOps(0);
            if (!mute) {
                LOG.warn("the tracker cannot take a connection, and tries again each second: {}", e.getMessage());
                mute = true;
            }
        }
    }

    private void take(SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            HttpConnection connection = new HttpConnection(this, channel, key, PeerAddress.of(remote.getAddress()));
            key.attach(connection);
            if (connections.size() >= MOST_CONNECTIONS) {
                close(connections.iterator().next());
            }
            connections.add(connection);
            // Most requests are there already.
            guarded(connection, () -> connection.begin(buffer));
        } catch (IOException e) {
            // It has gone again.
            LOG.debug("a connection ended at once", e);
            channel.close();
        }
    }

    /** Work on one connection. */
    private interface Step {
        void run() throws IOException;
    }

    /** What one connection fails for ends it alone. */
    private void guarded(HttpConnection connection, Step step) {
        try {
            step.run();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("a connection has ended", e);
            close(connection);
        } catch (RuntimeException e) {
            LOG.error("a request could not be answered; this is a fault in seedbank", e);
            close(connection);
        }
    }

    /** Has a request answered. */
    void answer(HttpRequest request, PeerAddress remote, Exchange exchange) {
        router.answer(request, remote, exchange);
    }

    /** Any thread hands an answer over; the server's own sends it at once. */
    void deliver(HttpConnection connection, HttpAnswer answer) {
        if (Thread.currentThread() == serving) {
            try {
                connection.send(answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            deliveries.add(new Delivery(connection, answer));
            selector.wakeup();
        }
    }

    private void deliver() {
        for (Delivery each = deliveries.poll(); each != null; each = deliveries.poll()) {
            Delivery delivery = each;
            if (connections.contains(delivery.connection())) {
                guarded(delivery.connection(), () -> {
                    delivery.connection().send(delivery.answer());
                    delivery.connection().proceed();
                });
            }
        }
    }

    private void sweep(long now) {
        List<HttpConnection> over = new ArrayList<>();
        for (HttpConnection each : connections) {
            if (each.isOver(now)) {
                over.add(each);
            }
        }
        over.forEach(this::close);
        mute = mute && connections.size() >= MOST_CONNECTIONS / 2;
        for (ServerSocketChannel each : listening) {
            SelectionKey key = each.keyFor(selector);
            if (key != null && key.isValid()) {
                key.interestOps(SelectionKey.OP_ACCEPT);
            }
        }
    }

    Refusals refusals() {
        return refusals;
    }

    void close(HttpConnection connection) {
        connections.remove(connection);
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("a connection did not close", e);
        }
    }

    /** After the last round. */
    @Override
    public void close() throws IOException {
        for (Iterator<HttpConnection> each = connections.iterator(); each.hasNext(); ) {
            HttpConnection next = each.next();
            each.remove();
            next.close();
        }
        for (ServerSocketChannel each : listening) {
            each.close();
        }
        selector.close();
    }
}
