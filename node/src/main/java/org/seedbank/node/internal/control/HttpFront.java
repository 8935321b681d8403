package org.seedbank.node.internal.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.seedbank.integrity.files.Permissions;
import org.seedbank.node.api.NodeException;

/**
 * The HTTP server, with a bound on everything that a caller can make it hold. Commands come over a Unix socket, which only the
 * node's own user reaches; pages and other programs over a port of 127.0.0.1, which is open to everybody on the machine. Each has
 * connections of its own, so that nobody at the port keeps a command out.
 */
final class HttpFront implements AutoCloseable {

    static final int MAX_CONNECTIONS = 256;
    static final int MAX_THREADS = 16;

    /** Long enough for a request of a few kilobytes from this machine. */
    static final Duration FOR_HEAD = Duration.ofSeconds(10);

    private static final int MIN_THREADS = 2;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int IDLE_MILLIS = 30_000;
    private static final int STOP_MILLIS = 2_000;
    private static final long DRAIN_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 10;

    private final QueuedThreadPool threads;
    private final Server server;
    private final ServerConnector connector;

    /** Null where there is no Unix socket. */
    private UnixDomainServerConnector local;

    /**
     * Takes the port before anything else is begun, so that one that is taken costs and logs nothing.
     *
     * @param port the port; 0 for any that is free
     * @param usual the one to take of those, if it is free; 0 for none
     */
    HttpFront(int port, int usual) {
        ServerSocketChannel socket = port == 0 ? listenAsUsual(usual) : listen(port);
        threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_MILLIS);
        threads.setName("seedbank-node-http");
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_MILLIS);
        server = new Server(threads, new ScheduledExecutorScheduler("seedbank-node-http-timer", true), null);
        server.setErrorHandler(new PlainErrors());
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(bounds()));
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.addEventListener(new OldestFirst(connector::getConnectedEndPoints, MAX_CONNECTIONS));
        server.addConnector(connector);
        try {
            connector.open(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("a socket that listens can be used", e);
        }
    }

    private static ServerSocketChannel listenAsUsual(int usual) {
        try {
            return listen(usual);
        } catch (NodeException.CannotListen e) {
            return listen(0);
        }
    }

    private static ServerSocketChannel listen(int port) {
        try {
            ServerSocketChannel socket = ServerSocketChannel.open();
            try {
                InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                return socket.bind(new InetSocketAddress(local, port), MAX_CONNECTIONS);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new NodeException.CannotListen(port, e);
        }
    }

    /** Each connection has one request, so that one that has none after a while can be told from one that waits. */
    private static HttpConfiguration bounds() {
        HttpConfiguration http = new HttpConfiguration();
        http.setPersistentConnectionsEnabled(false);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        // Routes see the path as it was sent: a name may have a slash in it.
        http.setUriCompliance(UriCompliance.DEFAULT.with("names", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        http.setResponseHeaderSize(MAX_HEADER_BYTES);
        return http;
    }

    QueuedThreadPool threads() {
        return threads;
    }

    /** The port on 127.0.0.1. */
    int port() {
        return connector.getLocalPort();
    }

    /** Listens. */
    void start(Gate gate) {
        server.setHandler(gate);
        LifeCycle.start(server);
    }

    /**
     * Listens at a Unix socket too. The file is made anew; its folder must be its owner's alone.
     *
     * @throws IOException when the file system knows no such thing, or the path is too long for one (about 100 bytes)
     */
    void listenAt(Path socket) throws IOException {
        UnixDomainServerConnector opened =
                new UnixDomainServerConnector(server, 1, 1, new HttpConnectionFactory(bounds()));
        opened.setIdleTimeout(IDLE_MILLIS);
        opened.setUnixDomainPath(socket);
        opened.addEventListener(new OldestFirst(opened::getConnectedEndPoints, MAX_CONNECTIONS));
        Files.deleteIfExists(socket);
        try {
            opened.start();
        } catch (Exception e) { // That is what Jetty declares.
            throw new IOException(e.getMessage(), e);
        }
        server.addConnector(opened);
        local = opened;
        Permissions.makeOwnersFile(socket);
    }

    /** Ends connections that have been open for some time and have not sent the head of a request. */
    void closeSilent(Duration age) {
        long now = System.currentTimeMillis();
        connected()
                .filter(end -> OldestFirst.isSilent(end) && now - end.getCreatedTimeStamp() >= age.toMillis())
                .forEach(EndPoint::close);
    }

    private Stream<EndPoint> connected() {
        return server.getBeans(AbstractConnector.class).stream().flatMap(each -> each.getConnectedEndPoints().stream());
    }

    /** Lets nobody in any more, and waits a moment for answers that are under way. */
    void drain() throws InterruptedException {
        connector.close();
        if (local != null) {
            local.setAccepting(false);
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        while (connected().findAny().isPresent() && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
