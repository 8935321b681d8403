package org.seedbank.web.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Carries bytes between connections that belong together, on one daemon thread that ends with the process. Safe for all threads. */
final class Relay {

    private static final int BUFFER = 32 << 10;
    private static final int LARGEST_DATAGRAM = 65_535;

    private final Selector selector;
    private final Queue<Runnable> arrivals = new ConcurrentLinkedQueue<>();
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);

    Relay() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::run, "seedbank-proxy-relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes over two connections, and carries what comes from one to the other until both have ended. */
    void join(SocketChannel one, SocketChannel other) {
        arrive(List.of(one, other), () -> {
            Half first = new Half(one);
            Half second = new Half(other);
            first.begin(second);
            second.begin(first);
        });
    }

    /**
     * Takes over an association (RFC 1928, 7): datagrams go from our own program to the proxy and back until one of the connections that
     * hold it ends.
     *
     * @param inner takes those of our own program; bound to the loopback address
     */
    void join(SocketChannel ours, DatagramChannel inner, Upstream.Association proxy, DatagramChannel outer) {
        arrive(List.of(ours, inner, proxy.control(), outer), () -> new Datagrams(ours, inner, proxy, outer).begin());
    }

    private void arrive(List<? extends SelectableChannel> channels, Begin begin) {
        arrivals.add(() -> {
            try {
                for (SelectableChannel each : channels) {
                    each.configureBlocking(false);
                }
                begin.run();
            } catch (IOException e) {
                close(channels);
            }
        });
        selector.wakeup();
    }

    @FunctionalInterface
    private interface Begin {
        void run() throws IOException;
    }

    /** What is called when a channel is ready. */
    @FunctionalInterface
    private interface Ready {
        void run(SelectionKey key) throws IOException;
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select();
                for (Runnable next = arrivals.poll(); next != null; next = arrivals.poll()) {
                    next.run();
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    ready(key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | ClosedSelectorException e) {
            throw new IllegalStateException("no connection through a proxy can go on", e);
        }
    }

    private static void ready(SelectionKey key) {
        Attachment attached = (Attachment) key.attachment();
        try {
            attached.ready().run(key);
        } catch (IOException | CancelledKeyException e) {
            // One side is gone; whoever is on the other one notices by the end of its connection.
            close(attached.all());
        }
    }

    /** A channel's part in what belongs together. */
    private record Attachment(Ready ready, List<? extends Closeable> all) {}

    private static void close(List<? extends Closeable> all) {
        for (Closeable each : all) {
            try {
                each.close();
            } catch (IOException e) {
                // It is of no use any more.
            }
        }
    }

    /** One of two connections, and what came from it and is not sent on yet. */
    private final class Half {
        private final SocketChannel channel;
        private final ByteBuffer came = ByteBuffer.allocate(BUFFER);
        private Half other;
        private SelectionKey key;
        private boolean ended;
        private boolean told;

        Half(SocketChannel channel) {
            this.channel = channel;
        }

        void begin(Half second) throws IOException {
            other = second;
            key = channel.register(
                    selector, SelectionKey.OP_READ, new Attachment(this::ready, List.of(channel, second.channel)));
        }

        private void ready(SelectionKey ready) throws IOException {
            if (ready.isReadable() && !ended && came.hasRemaining()) {
                ended = channel.read(came) < 0;
            }
            pass();
            other.pass();
            if (told && other.told) {
                close(List.of(channel, other.channel));
                return;
            }
            interest();
            other.interest();
        }

        private void pass() throws IOException {
            came.flip();
            other.channel.write(came);
            came.compact();
            if (ended && came.position() == 0 && !told) {
                told = true;
                other.channel.shutdownOutput();
            }
        }

        private void interest() {
            int read = !ended && came.hasRemaining() ? SelectionKey.OP_READ : 0;
            int write = other.came.position() > 0 ? SelectionKey.OP_WRITE : 0;
            key.interestOps(read | write);
        }
    }

    /** The header of datagrams is the same on both sides, so they are passed on as they are. */
    private final class Datagrams {
        private final SocketChannel ours;
        private final DatagramChannel inner;
        private final Upstream.Association proxy;
        private final DatagramChannel outer;
        private SocketAddress program;

        Datagrams(SocketChannel ours, DatagramChannel inner, Upstream.Association proxy, DatagramChannel outer) {
            this.ours = ours;
            this.inner = inner;
            this.proxy = proxy;
            this.outer = outer;
        }

        void begin() throws IOException {
            List<Closeable> all = List.of(ours, inner, proxy.control(), outer);
            ours.register(selector, SelectionKey.OP_READ, new Attachment(key -> watch(ours), all));
            proxy.control()
                    .register(selector, SelectionKey.OP_READ, new Attachment(key -> watch(proxy.control()), all));
            inner.register(selector, SelectionKey.OP_READ, new Attachment(key -> out(), all));
            outer.register(selector, SelectionKey.OP_READ, new Attachment(key -> in(), all));
        }

        private void watch(SocketChannel control) throws IOException {
            datagram.clear();
            if (control.read(datagram) < 0) {
                throw new IOException("the association has ended");
            }
        }

        private void out() throws IOException {
            datagram.clear();
            SocketAddress from = inner.receive(datagram);
            boolean first = program == null && from instanceof InetSocketAddress host && isHere(host.getAddress());
            if (first) {
                program = from;
            }
            if (from != null && from.equals(program)) {
                datagram.flip();
                outer.send(datagram, proxy.relay());
            }
        }

        private boolean isHere(InetAddress address) {
            return address.isLoopbackAddress();
        }

        private void in() throws IOException {
            datagram.clear();
            SocketAddress from = outer.receive(datagram);
            if (proxy.relay().equals(from) && program != null) {
                datagram.flip();
                inner.send(datagram, program);
            }
        }
    }
}
