package org.seedbank.node.internal.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.internal.wire.ControlFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets other processes of the same user command a node: JSON over HTTP on 127.0.0.1. Where, and with which token, is in
 * {@code control.json} in the node's folder for as long as it is open.
 */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private static final int TOKEN_BYTES = 32;
    private static final long CHECK_SECONDS = 3;
    private static final long CLOSE_MILLIS = 5000;

    /** Long enough for a request of a few kilobytes from this machine. */
    private static final Duration FOR_HEAD = Duration.ofSeconds(10);

    private final HttpFront front;
    private final ChangeFeed feed;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Ends in {@link #close}. */
    private final Thread watch = new Thread(this::watch, "seedbank-node-control");

    /** Set once before the watching thread starts. */
    private ControlFileKeeper file;

    private ControlServer(HttpFront front, ChangeFeed feed, int port) {
        this.front = front;
        this.feed = feed;
        this.port = port;
        watch.setDaemon(true);
    }

    /**
     * Listens, and says so in {@code control.json}.
     *
     * @param node what is commanded; it stays its caller's
     * @param nodeFolder where {@code control.json} is written; the folder gets the rights 0700
     * @param port the port to listen on, 0 for any that is free
     * @throws NodeException.CannotListen when the port is taken
     * @throws NodeException.StateUnusable when {@code control.json} cannot be written
     */
    public static ControlServer open(NodeControl node, Path nodeFolder, int port) throws InterruptedException {
        return open(node, nodeFolder, port, Duration.ofSeconds(15));
    }

    /** Deletes what a node that was killed has left; only for who has the node's lock. */
    public static void forgetKilled(Path nodeFolder) {
        try {
            Files.deleteIfExists(ControlFile.in(nodeFolder));
        } catch (IOException e) {
            LOG.debug("it names a process that is gone, and is written anew", e);
        }
    }

    /** With another time from one heartbeat of the events to the next. */
    static ControlServer open(NodeControl node, Path nodeFolder, int port, Duration heartbeat)
            throws InterruptedException {
        NodeFacts facts = node.facts();
        byte[] secret = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        HttpFront front = new HttpFront(port);
        ChangeFeed feed = new ChangeFeed(node, heartbeat);
        int listening =
                front.start(new Gate(token, new Router(new Routes(node).all(new ChangeRoutes(feed, front.threads())))));
        ControlServer server = new ControlServer(front, feed, listening);
        server.announce(
                nodeFolder,
                new ControlFile(ControlFile.SCHEMA, facts.pid(), listening, token, facts.version(), facts.started()));
        return server;
    }

    private void announce(Path nodeFolder, ControlFile content) {
        file = new ControlFileKeeper(nodeFolder, content);
        feed.start();
        try {
            file.write();
        } catch (IOException e) {
            close();
            throw new NodeException.StateUnusable(ControlFile.in(nodeFolder), e);
        }
        watch.start();
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    private void watch() {
        try {
            while (!closing.await(CHECK_SECONDS, TimeUnit.SECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            LOG.debug("the control interface is not watched any more");
        }
    }

    /** Does what is done every few seconds: {@code control.json} is put back, and who says nothing is sent away. */
    void check() {
        file.check();
        front.closeSilent(FOR_HEAD);
    }

    HttpFront front() {
        return front;
    }

    ChangeFeed feed() {
        return feed;
    }

    /** Takes {@code control.json} away, ends all waiting and all connections; returns within seconds. */
    @Override
    public void close() {
        closing.countDown();
        try {
            watch.join(CLOSE_MILLIS);
            file.delete();
            feed.close();
            front.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            file.delete();
            feed.close();
            front.close();
        }
    }
}
