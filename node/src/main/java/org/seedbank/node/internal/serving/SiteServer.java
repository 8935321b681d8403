package org.seedbank.node.internal.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.EnumSet;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.api.NodeException;

/** The HTTP server, with a bound on everything that a stranger can make it hold. It has nothing to do with the control interface. */
final class SiteServer implements AutoCloseable {

    static final int MAX_THREADS = 16;

    private static final int MIN_THREADS = 2;

    /** For a path of the longest dataset's, in percents. */
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private static final int MAX_ANSWER_HEADER_BYTES = 8 * 1024;
    private static final int IDLE_MILLIS = 60_000;
    private static final int SERVER_ERRORS = 500;
    private static final int STOP_MILLIS = 1_000;

    /** Nobody sends any that is wanted; but it takes a look to see that none was sent, without which no connection is kept. */
    private static final int READS_OF_UNWANTED_CONTENT = 1;

    private final Server server;
    private final ServerConnector connector;

    /** Takes the port before anything else is begun, so that one that is taken costs and logs nothing. */
    SiteServer(HostPort place) {
        ServerSocketChannel socket = listen(place);
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_MILLIS);
        threads.setName("seedbank-node-serving");
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_MILLIS);
        server = new Server(threads, new ScheduledExecutorScheduler("seedbank-node-serving-timer", true), null);
        server.setErrorHandler((request, response, done) -> {
            Reply.refuse(SiteServer.words(response.getStatus()), request, response, done);
            return true;
        });
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(bounds()));
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        try {
            connector.open(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("a socket that listens can be used", e);
        }
    }

    private static ServerSocketChannel listen(HostPort place) {
        try {
            ServerSocketChannel socket = ServerSocketChannel.open();
            try {
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                return socket.bind(new InetSocketAddress(place.host(), place.port()), Connections.MOST);
            } catch (IOException e) {
                socket.close();
                throw e;
            } catch (UnresolvedAddressException e) {
                socket.close();
                throw new IOException("this name leads to no address", e);
            }
        } catch (IOException e) {
            throw new NodeException.CannotServe(place, e);
        }
    }

    /** Paths are judged where names are compared: a name may have any character, and none leads out of a dataset. */
    private static HttpConfiguration bounds() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_ANSWER_HEADER_BYTES);
        http.setUriCompliance(new UriCompliance("names", EnumSet.allOf(Violation.class)));
        http.setMaxUnconsumedRequestContentReads(READS_OF_UNWANTED_CONTENT);
        return http;
    }

    /** Of requests that never come as far as a path. */
    private static Refused words(int status) {
        return Refused.with(
                status,
                status < SERVER_ERRORS ? "the request is not HTTP as it is understood here" : "the node failed at it");
    }

    ServerConnector connector() {
        return connector;
    }

    /** Listens, and returns the port. */
    int start(SiteHandler handler, Connections connections) {
        connector.addEventListener(connections);
        server.setHandler(handler);
        LifeCycle.start(server);
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        connector.close();
        LifeCycle.stop(server);
    }
}
