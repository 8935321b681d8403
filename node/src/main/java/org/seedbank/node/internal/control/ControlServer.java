package org.seedbank.node.internal.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.threads.Loop;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.PageKey;
import org.seedbank.node.internal.page.PageSessions;
import org.seedbank.node.internal.wire.ControlFile;
import org.seedbank.node.internal.wire.HandedTorrent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets other processes of the same user command a node: JSON over HTTP, at a Unix socket and on 127.0.0.1. Where, and with which token, is in
 * {@code control.json} in the node's folder for as long as it is open.
 */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private static final int TOKEN_BYTES = 32;
    private static final long CHECK_SECONDS = 3;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final HttpFront front;
    private final ChangeFeed feed;
    private final PageRoutes page;
    private final PageSessions sessions;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Ends in {@link #close}. */
    private final Loop watch;

    /** Set once before the watching thread starts. */
    private ControlFileKeeper file;

    /** Set once before the watching thread starts. */
    private Path folder;

    private ControlServer(
            HttpFront front, ChangeFeed feed, PageRoutes page, PageSessions sessions, LongLivedThreads threads) {
        this.front = front;
        this.feed = feed;
        this.page = page;
        this.sessions = sessions;
        this.port = front.port();
        this.watch = threads.loop("seedbank-node-control", this::watch);
    }

    /**
     * Listens, and says so in {@code control.json}.
     *
     * @param node what is commanded; it stays its caller's
     * @param nodeFolder where {@code control.json} is written; the folder gets the rights 0700
     * @param port the port to listen on, 0 for any that is free
     * @param threads those of the node
     * @throws NodeException.CannotListen when the port is taken
     * @throws NodeException.StateUnusable when {@code control.json} cannot be written
     */
    public static ControlServer open(NodeControl node, Path nodeFolder, int port, LongLivedThreads threads)
            throws InterruptedException {
        return open(node, nodeFolder, port, threads, Before.NONE);
    }

    /** Does the same, where people have the page of a node before this one open. */
    public static ControlServer open(
            NodeControl node, Path nodeFolder, int port, LongLivedThreads threads, Before before)
            throws InterruptedException {
        return open(node, nodeFolder, port, threads, before, Duration.ofSeconds(15));
    }

    /**
     * Describes what goes on of a node that was before, so that its page finds this one.
     *
     * @param port its port, which is taken if any is good and it is free; 0 for none
     * @param sessions its sessions; empty when it was another process, whose sessions end with it
     */
    public record Before(int port, Optional<PageSessions> sessions) {

        /** There was none. */
        public static final Before NONE = new Before(0, Optional.empty());
    }

    /** Who has the page open. */
    public PageSessions sessions() {
        return sessions;
    }

    /** Deletes what a node that was killed has left; only for who has the node's lock. */
    public static void forgetKilled(Path nodeFolder) {
        try {
            Files.deleteIfExists(ControlFile.in(nodeFolder));
            Files.deleteIfExists(ControlFile.socketIn(nodeFolder));
        } catch (IOException e) {
            LOG.debug("it names a process that is gone, and is written anew", e);
        }
    }

    /** With another time from one heartbeat of the events to the next. */
    static ControlServer open(
            NodeControl node, Path nodeFolder, int port, LongLivedThreads threads, Before before, Duration heartbeat)
            throws InterruptedException {
        NodeFacts facts = node.facts();
        byte[] secret = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        HttpFront front = new HttpFront(port, before.port());
        ChangeFeed feed = new ChangeFeed(node, heartbeat, threads);
        PageSessions sessions = before.sessions().orElseGet(PageSessions::new);
        PageRoutes page = new PageRoutes(sessions, front.port());
        List<Routes.Route> routes = new ArrayList<>(new Routes(node).all(new ChangeRoutes(feed, front.threads())));
        routes.addAll(page.all());
        routes.addAll(page.documents());
        front.start(new Gate(token, sessions, new Router(routes)));
        ControlServer server = new ControlServer(front, feed, page, sessions, threads);
        LockOwner here = LockOwner.here();
        server.announce(
                nodeFolder,
                new ControlFile(
                        ControlFile.SCHEMA,
                        facts.pid(),
                        front.port(),
                        token,
                        server.socket(nodeFolder),
                        Optional.of(here.host()).filter(host -> !host.isEmpty()),
                        Optional.of(here.boot()).filter(boot -> !boot.isEmpty()),
                        facts.version(),
                        facts.started()));
        return server;
    }

    /** The socket; none where it cannot be made, and then commands come over the port. */
    private Optional<Path> socket(Path nodeFolder) {
        Path socket = ControlFile.socketIn(nodeFolder).toAbsolutePath();
        try {
            AtomicFile.makeSecretFolder(nodeFolder);
            HandedTorrent.open(nodeFolder);
            front.listenAt(socket);
            return Optional.of(socket);
        } catch (IOException e) {
            LOG.info("no Unix socket at '{}', so commands come over the port: {}", socket, IoReason.of(e));
            return Optional.empty();
        }
    }

    private void announce(Path nodeFolder, ControlFile content) {
        folder = nodeFolder;
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

    /** Makes a key for the node's page. */
    public PageKey newKey() {
        return page.newKey();
    }

    private void watch() throws InterruptedException {
        if (!closing.await(CHECK_SECONDS, TimeUnit.SECONDS)) {
            check();
        }
    }

    /** Does what is done every few seconds: {@code control.json} is put back, and who says nothing is sent away. */
    void check() {
        LongLivedThreads.guarded(file::check).run();
        front.closeSilent(HttpFront.FOR_HEAD);
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
        watch.end();
        closing.countDown();
        try {
            watch.join(CLOSE_LIMIT);
            file.delete();
            feed.close();
            front.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            file.delete();
            feed.close();
            front.close();
            HandedTorrent.end(folder);
        }
    }
}
