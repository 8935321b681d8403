package org.seedbank.node.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.IoReason;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.NodeLock;
import org.seedbank.node.internal.wire.ControlFile;

/** Calls a node, also when it was started anew since the last call. Safe for all threads. */
public final class NodeConnection {

    private static final int UNAUTHORIZED = 401;

    private final Path nodeFolder;

    /** As it was last read; a node that was started anew has another. */
    private volatile ControlFile access;

    private NodeConnection(Path nodeFolder, ControlFile access) {
        this.nodeFolder = nodeFolder;
        this.access = access;
    }

    /** Reads how to reach the node, once it has said so; it is not called yet. */
    public static NodeConnection to(Path nodeFolder) throws InterruptedException {
        return new NodeConnection(nodeFolder, NodeAccess.await(nodeFolder));
    }

    /** The answer; empty when the node has only done what it was told. */
    public <T> Optional<T> call(NodeCall<T> call) throws InterruptedException {
        ControlFile used = access;
        try {
            Reply<T> reply = Exchange.run(used, call);
            if (reply.status() != UNAUTHORIZED || !isRenewed(used)) {
                return reply.result();
            }
        } catch (ConnectException e) {
            if (!isRenewed(used)) {
                throw lost(e);
            }
        } catch (IOException e) {
            throw lost(e);
        }
        return again(call);
    }

    private <T> Optional<T> again(NodeCall<T> call) throws InterruptedException {
        ControlFile used = access;
        try {
            return Exchange.run(used, call).result();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private boolean isRenewed(ControlFile used) throws InterruptedException {
        access = NodeAccess.await(nodeFolder);
        return !access.equals(used);
    }

    private NodeException lost(IOException e) {
        return NodeLock.owner(nodeFolder).isPresent()
                ? new NodeException.Unreachable(IoReason.of(e), e)
                : new NodeException.NotRunning();
    }

    /** A part of a path. */
    public static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
