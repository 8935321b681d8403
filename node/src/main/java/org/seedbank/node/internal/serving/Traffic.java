package org.seedbank.node.internal.serving;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.seedbank.integrity.RecentRate;
import org.seedbank.node.internal.datasets.HeldCopy;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.swarm.SwarmKey;

/** All answers that are on their way, what they may use, and what they have come to. Safe for all threads. */
final class Traffic {

    private static final int MARK_BYTES = 8;
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final HttpField mark;
    private final Allowance all = new Allowance();

    /** Of datasets that have a limit of their own. */
    private final Map<SwarmKey, Allowance> each = new ConcurrentHashMap<>();

    private final Set<Sending> sendings = ConcurrentHashMap.newKeySet();
    private final Set<InetAddress> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    /** Bytes that were not yet told; guarded by itself. */
    private final Map<SwarmKey, Long> untold = new HashMap<>();

    /** Guarded by itself. */
    private final RecentRate rate = new RecentRate(RECENT);

    Traffic() {
        byte[] random = new byte[MARK_BYTES];
        new SecureRandom().nextBytes(random);
        mark = new HttpField(HttpServed.MARK_HEADER, HexFormat.of().formatHex(random));
    }

    HttpField mark() {
        return mark;
    }

    /** Counts a request. */
    void asked(Request request) {
        answers.incrementAndGet();
        SocketAddress from = request.getConnectionMetaData().getRemoteSocketAddress();
        if (clients.size() < HttpServed.MOST_CLIENTS && from instanceof InetSocketAddress address) {
            clients.add(address.getAddress());
        }
    }

    /** Goes on only where any bytes may be sent. Throws {@link Refused} otherwise. */
    void requireAllowed(HeldCopy copy) {
        boolean none = copy.view().limits().up().filter(limit -> limit == 0).isPresent();
        if (all.isNothing() || none) {
            throw Refused.unavailable("nothing is sent just now: the node's limit is 0");
        }
    }

    /** Sends what is no dataset's. */
    void send(Reply reply, Request request, Response response, Callback done) {
        send(reply, List.of(), bytes -> {}, request, response, done);
    }

    /** Sends bytes of a dataset, which count as sent of it. */
    void send(Reply reply, HeldCopy copy, Request request, Response response, Callback done) {
        SwarmKey key = copy.view().key();
        List<Allowance> allowances = new ArrayList<>(List.of(all));
        Optional<Long> own = copy.view().limits().up();
        if (own.isPresent()) {
            Allowance allowance = each.computeIfAbsent(key, of -> new Allowance());
            allowance.rate(own.get());
            allowances.add(allowance);
        } else {
            each.remove(key);
        }
        send(reply, allowances, bytes -> count(key, bytes), request, response, done);
    }

    private void count(SwarmKey key, long bytes) {
        sent.addAndGet(bytes);
        synchronized (untold) {
            untold.merge(key, bytes, Long::sum);
        }
    }

    private void send(
            Reply reply,
            List<Allowance> allowances,
            LongConsumer count,
            Request request,
            Response response,
            Callback done) {
        if (reply.body().isEmpty()) {
            response.write(true, ByteBuffer.allocate(0), done);
            return;
        }
        Sending[] sending = new Sending[1];
        sending[0] = new Sending(
                request, response, done, reply.body().get(), allowances, count, () -> sendings.remove(sending[0]));
        sendings.add(sending[0]);
        sending[0].iterate();
    }

    /** Sets what may be sent in a second, all together; negative for no limit. */
    void allow(long bytesPerSecond) {
        all.rate(bytesPerSecond);
    }

    /** Bytes of each dataset that were sent since this was last asked. */
    Map<SwarmKey, Long> takeUntold() {
        synchronized (rate) {
            rate.count(sent.get(), System.nanoTime());
        }
        synchronized (untold) {
            Map<SwarmKey, Long> taken = Map.copyOf(untold);
            untold.clear();
            return taken;
        }
    }

    long uploadRate() {
        synchronized (rate) {
            return rate.perSecond(System.nanoTime());
        }
    }

    boolean isSending() {
        return !sendings.isEmpty();
    }

    void cutStalled() {
        sendings.forEach(Sending::cutIfStalled);
    }

    /** Tells whether an answer is on its way over a connection. */
    boolean isBusy(EndPoint end) {
        return sendings.stream().anyMatch(sending -> sending.endPoint() == end);
    }

    void cutAll() {
        sendings.forEach(Sending::cut);
    }

    long answers() {
        return answers.get();
    }

    long sent() {
        return sent.get();
    }

    int clients() {
        return clients.size();
    }
}
