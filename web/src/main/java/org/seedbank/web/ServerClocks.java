package org.seedbank.web;

import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The time of day, as servers told it that were asked anyway ({@code Date}, RFC 9110, 6.6.1): by it a machine finds out that its
 * own clock is wrong, and asks nobody for that. The last word of each of the last {@value #MOST} hosts counts for an hour. Safe
 * for all threads.
 */
public final class ServerClocks {

    /** However many hosts a stranger's torrent names. */
    static final int MOST = 32;

    static final Duration LASTS = Duration.ofHours(1);

    /** By more than this a clock does not drift in {@link #LASTS}: it was set, or the machine slept. */
    static final Duration DRIFT = Duration.ofSeconds(30);

    private static final ServerClocks OF_PROCESS = new ServerClocks(InstantSource.system(), System::nanoTime);

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<String, Heard> heard = new LinkedHashMap<>();

    /** What a host has told, and what this machine's two clocks were then. */
    private record Heard(Instant told, Instant here, long nanos) {}

    /**
     * What one host told.
     *
     * @param host its name or address
     * @param ahead by how much this machine's clock is ahead of its; negative where it is behind. Good to some seconds
     */
    public record Reading(String host, Duration ahead) {}

    ServerClocks(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Those of the servers that this process has asked. */
    public static ServerClocks ofProcess() {
        return OF_PROCESS;
    }

    /**
     * Hears an answer. One that comes from a cache tells an old time, and one of this machine its own, which proves nothing: both
     * are left out.
     *
     * @param address the server's address; empty where it is not known
     */
    void take(String host, Optional<InetAddress> address, HttpResponse<?> answer) {
        Optional<Instant> told = answer.headers().firstValue("Date").flatMap(ServerClocks::instant);
        boolean cached = answer.headers().firstValue("Age").isPresent();
        if (told.isPresent() && !cached && address.filter(OwnAddresses::has).isEmpty()) {
            take(host, told.get());
        }
    }

    synchronized void take(String host, Instant told) {
        String name = host.toLowerCase(Locale.ROOT);
        heard.remove(name);
        heard.put(name, new Heard(told, clock.instant(), nanos.getAsLong()));
        if (heard.size() > MOST) {
            heard.remove(heard.keySet().iterator().next());
        }
    }

    /** The readings that still count, the oldest first. */
    public synchronized List<Reading> readings() {
        Instant now = clock.instant();
        heard.values().removeIf(each -> !isFresh(each, now));
        List<Reading> readings = new ArrayList<>();
        heard.forEach((host, each) -> readings.add(new Reading(host, Duration.between(each.told(), each.here()))));
        return readings;
    }

    private boolean isFresh(Heard each, Instant now) {
        Duration gone = Duration.ofNanos(nanos.getAsLong() - each.nanos());
        Duration shown = Duration.between(each.here(), now);
        return gone.compareTo(LASTS) < 0 && shown.minus(gone).abs().compareTo(DRIFT) < 0;
    }

    /** A server that writes dates of its own tells nothing about ours. */
    static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
