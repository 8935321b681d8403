package org.seedbank.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks up host names within a time: name servers that keep silent cannot be interrupted, so a thread is left to wait. */
public final class HostNames {

    private HostNames() {}

    /** Asks for the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * The addresses of a name; none when nobody knows it.
     *
     * @param deadline when to give up, as {@link System#nanoTime} counts
     * @throws TimeoutException when no name server has answered until then
     */
    public static List<InetAddress> lookUp(String host, long deadline) throws InterruptedException, TimeoutException {
        return lookUp(InetAddress::getAllByName, host, deadline);
    }

    static List<InetAddress> lookUp(Resolver resolver, String host, long deadline)
            throws InterruptedException, TimeoutException {
        FutureTask<List<InetAddress>> task = new FutureTask<>(() -> List.of(resolver.addresses(host)));
        Thread thread = new Thread(task, "seedbank-name-lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                return List.of();
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
