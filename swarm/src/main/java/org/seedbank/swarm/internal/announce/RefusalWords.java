package org.seedbank.swarm.internal.announce;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.internal.session.ClientName;
import org.seedbank.web.WebAddress;

/**
 * Asks trackers over UDP that have refused for their words. libtorrent takes the packet of a refusal (BEP 15), which begins with
 * a zero byte, for a C string, and so has none. It asks as one who leaves the swarm, which leaves nothing behind: each tracker
 * one at a time, and not again at once. Safe for all threads; whoever opens it closes it.
 */
public final class RefusalWords implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int QUEUE = 32;
    private static final long REST = Duration.ofSeconds(5).toNanos();

    /** Trackers of which it is known when they were asked. */
    private static final int MOST = 1_000;

    private final ClientName identity;
    private final IntSupplier port;
    private final ExecutorService threads = LongLivedThreads.pool("seedbank-swarm-refusals", THREADS, QUEUE);

    /** Guarded by this, as the other. */
    private final Set<InetSocketAddress> busy = new HashSet<>();

    private final Map<InetSocketAddress, Long> asked = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Long> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Asks as this client.
     *
     * @param port where peers reach it
     */
    public RefusalWords(ClientName identity, IntSupplier port) {
        this.identity = identity;
        this.port = port;
    }

    /**
     * Asks a tracker and returns at once. Nothing is asked of one that is being asked, or was a moment ago.
     *
     * @param at where it is
     * @param hashes infohashes of the torrent, each of which it may refuse
     * @param words is given what it says, on another thread; nothing when it does not answer or does not refuse any more
     */
    public void ask(String tracker, InetSocketAddress at, List<InfoHash> hashes, Consumer<String> words) {
        if (!begins(at)) {
            return;
        }
        try {
            threads.execute(LongLivedThreads.guarded(() -> asked(tracker, at, hashes, words)));
        } catch (RejectedExecutionException e) {
            ended(at); // Too many are asked just now, or nobody any more.
        }
    }

    private synchronized boolean begins(InetSocketAddress at) {
        Long last = asked.get(at);
        return (last == null || System.nanoTime() - last >= REST) && busy.add(at);
    }

    private synchronized void ended(InetSocketAddress at) {
        busy.remove(at);
        asked.remove(at);
        asked.put(at, System.nanoTime());
    }

    private void asked(String tracker, InetSocketAddress at, List<InfoHash> hashes, Consumer<String> words) {
        try {
            URI uri = new URI(WebAddress.withAsciiHost(tracker.strip()));
            PeerIdentity peer = PeerIdentity.of(identity.fingerprint());
            for (InfoHash hash : hashes) {
                TrackerOutcome outcome = UdpProbe.ask(at, uri, hash, peer, Math.max(1, port.getAsInt()));
                boolean refuses = outcome.kind() != TrackerOutcome.Kind.ANSWERED
                        && outcome.answer().isPresent();
                if (refuses) {
                    words.accept(outcome.word());
                    return;
                }
                if (outcome.kind() != TrackerOutcome.Kind.ANSWERED) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalStateException("libtorrent has asked it", e);
        } finally {
            ended(at);
        }
    }

    /** Asks nobody any more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
