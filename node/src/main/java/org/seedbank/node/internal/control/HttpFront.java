package org.seedbank.node.internal.control;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BlockingArrayQueue;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.seedbank.node.api.NodeException;

/** The HTTP server, with a bound on everything that a caller can make it hold. */
final class HttpFront implements AutoCloseable {

    static final int MAX_CONNECTIONS = 256;
    static final int MAX_THREADS = 16;

    private static final int MIN_THREADS = 2;
    private static final int MAX_QUEUED = 1024;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int IDLE_MILLIS = 30_000;
    private static final int STOP_MILLIS = 2_000;
    private static final long DRAIN_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 10;

    /** A torrent of a megabyte takes a quarter of an hour at most. */
    private static final int MIN_BYTES_PER_SECOND = 1024;

    private final QueuedThreadPool threads;
    private final Javalin javalin;
    private final ServerSocketChannel socket;
    private ServerConnector connector;

    HttpFront(Gate gate, int port) {
        socket = listen(port);
        threads = new QueuedThreadPool(
                MAX_THREADS, MIN_THREADS, IDLE_MILLIS, 0, new BlockingArrayQueue<>(64, 64, MAX_QUEUED), null);
        threads.setName("seedbank-node-http");
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_MILLIS);
        javalin = Javalin.create(config -> configure(config, gate));
        javalin.exception(HttpResponseException.class, HttpFront::answer);
        javalin.exception(Exception.class, HttpFront::answer);
    }

    /** Before anything else is begun, so that a port that is taken costs and logs nothing. */
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

    private void configure(JavalinConfig config, Gate gate) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.disableCompression();
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(HttpFront::bound);
        config.jetty.modifyServer(server -> {
            server.setHandler(gate);
            server.setErrorHandler(new PlainErrors());
        });
        config.jetty.addConnector(this::connector);
    }

    /** Each connection has one request, so that one that has none after a while can be told from one that waits. */
    private static void bound(HttpConfiguration http) {
        http.setPersistentConnectionsEnabled(false);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_HEADER_BYTES);
        // Who says that a body comes and sends none is answered at once, not when the connection is given up.
        http.setDelayDispatchUntilContent(false);
        http.setMinRequestDataRate(MIN_BYTES_PER_SECOND);
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        connector = new ServerConnector(
                server,
                null,
                new ScheduledExecutorScheduler("seedbank-node-http-timer", true),
                null,
                1,
                1,
                new HttpConnectionFactory(http));
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.addBean(new ConnectionLimit(MAX_CONNECTIONS, connector));
        try {
            connector.open(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("a socket that listens can be used", e);
        }
        return connector;
    }

    private static void answer(Exception failure, Context call) {
        try {
            HttpAnswers.refuse(call.req(), call.res(), HttpAnswers.refusal(failure));
        } catch (IOException e) {
            // The caller is gone.
            call.status(400);
        }
    }

    QueuedThreadPool threads() {
        return threads;
    }

    /** Listens, and returns the port. */
    int start(List<Routes.Route> routes) {
        routes.forEach(route -> javalin.addHttpHandler(route.method(), route.path(), call -> handle(route, call)));
        javalin.start();
        return connector.getLocalPort();
    }

    /** An error is answered like an exception: one call that was too much for the memory is no reason to say nothing. */
    private static void handle(Routes.Route route, Context call) throws Exception {
        try {
            route.handler().handle(call);
        } catch (Error e) {
            throw new NodeException.Failed(e);
        }
    }

    /** Ends connections that have been open for some time and have not sent the head of a request. */
    void closeSilent(Duration age) {
        long now = System.currentTimeMillis();
        for (EndPoint end : connector.getConnectedEndPoints()) {
            boolean silent = end.getConnection() instanceof HttpConnection http && http.getMessagesIn() == 0;
            if (silent && now - end.getCreatedTimeStamp() >= age.toMillis()) {
                end.close();
            }
        }
    }

    /** Lets nobody in any more, and waits a moment for answers that are under way. */
    void drain() throws InterruptedException {
        connector.close();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        while (!connector.getConnectedEndPoints().isEmpty() && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
