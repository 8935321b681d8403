package org.seedbank.swarm.internal.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.seedbank.integrity.threads.LongLivedThreads;

/**
 * Looks up host names on threads of its own, since a name server that keeps silent holds up whoever asks it, and nothing
 * can interrupt that. Safe for all threads.
 */
public final class HostLookups {

    /** Lookups at a time: one slow name server does not hold up the others' names. */
    private static final int THREADS = 4;

    /** Names that wait; more than this are left for the next round. */
    private static final int QUEUE = 10_000;

    /** Asks for the addresses of a name. */
    @FunctionalInterface
    public interface Resolver {
        /** The addresses of a name; at least one. */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final ExecutorService threads;

    /** Asks the system. */
    public HostLookups() {
        this(InetAddress::getAllByName);
    }

    /** Asks this resolver. */
    public HostLookups(Resolver resolver) {
        this.resolver = resolver;
        this.threads = LongLivedThreads.pool("seedbank-swarm-names", THREADS, QUEUE);
    }

    /**
     * Looks up a name and returns at once.
     *
     * @param found is given the addresses on another thread; none when the name is not known
     */
    public void find(String host, Consumer<List<InetAddress>> found) {
        Workers.offer(threads, () -> found.accept(addresses(host)));
    }

    private List<InetAddress> addresses(String host) {
        try {
            return List.of(resolver.addresses(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    /** Takes nothing up any more, and leaves what is on its way to end by itself. */
    public void close() {
        threads.shutdownNow();
    }
}
