package org.seedbank.node.internal.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who may look at the page of a node, for as long as the node runs. A key opens one session, once and soon; a session is
 * proved by two secrets that a browser keeps in two ways. Its cookie cannot be read by scripts, but is sent to each port of
 * this machine; its proof is kept for one port alone, but by a script. Either is worth nothing without the other. Safe for
 * all threads.
 */
public final class PageSessions {

    /** How long a key opens a session: as long as a browser takes to start on a loaded machine. */
    public static final Duration KEY_LIFE = Duration.ofMinutes(5);

    static final int MOST_KEYS = 8;
    static final int MOST_SESSIONS = 16;

    /** A session that nobody uses ends, as does one that is used for long. */
    static final Duration IDLE = Duration.ofHours(12);

    static final Duration LONGEST = Duration.ofDays(7);

    /** From so many guesses on, no key that was given before opens anything. */
    static final int MOST_GUESSES = 100;

    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanos;

    /** All below guarded by this; the oldest first, and the one used longest ago. */
    private final Deque<Key> keys = new ArrayDeque<>();

    private final Deque<Session> sessions = new ArrayDeque<>();
    private int guesses;

    /** A key and when it was made. */
    private record Key(String secret, long made) {}

    /** A session with when it was begun and used last. */
    private record Session(Secrets secrets, long begun, long used) {}

    /** What proves a session. */
    public record Secrets(String cookie, String proof) {

        /** Without them. */
        @Override
        public String toString() {
            return "Secrets";
        }
    }

    public PageSessions() {
        this(System::nanoTime);
    }

    /** With another clock, of nanoseconds. */
    PageSessions(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Makes a key; of too many, the oldest is worth nothing any more. */
    public synchronized String newKey() {
        if (keys.size() == MOST_KEYS) {
            keys.removeFirst();
        }
        if (keys.isEmpty()) {
            guesses = 0;
        }
        String key = secret();
        keys.addLast(new Key(key, nanos.getAsLong()));
        return key;
    }

    /** Opens a session for a key that nobody has used; empty for any other text. */
    public synchronized Optional<Secrets> open(String key) {
        long now = nanos.getAsLong();
        keys.removeIf(each -> now - each.made() > KEY_LIFE.toNanos());
        boolean known = false;
        for (Iterator<Key> all = keys.iterator(); all.hasNext(); ) {
            if (isSame(all.next().secret(), key)) {
                all.remove();
                known = true;
            }
        }
        if (!known) {
            guesses++;
            if (guesses >= MOST_GUESSES) {
                keys.clear();
            }
            return Optional.empty();
        }
        if (sessions.size() == MOST_SESSIONS) {
            sessions.removeFirst();
        }
        Secrets secrets = new Secrets(secret(), secret());
        sessions.addLast(new Session(secrets, now, now));
        return Optional.of(secrets);
    }

    /** Tells whether these prove a session, which counts as a use of it. */
    public synchronized boolean isOpen(String cookie, String proof) {
        Optional<Session> found = take(cookie, proof);
        found.ifPresent(each -> sessions.addLast(new Session(each.secrets(), each.begun(), nanos.getAsLong())));
        return found.isPresent();
    }

    /** Ends the session that these prove, if there is one. */
    public synchronized void end(String cookie, String proof) {
        take(cookie, proof);
    }

    private Optional<Session> take(String cookie, String proof) {
        long now = nanos.getAsLong();
        sessions.removeIf(each -> now - each.used() > IDLE.toNanos() || now - each.begun() > LONGEST.toNanos());
        Optional<Session> found = Optional.empty();
        for (Session each : sessions) {
            boolean sameCookie = isSame(each.secrets().cookie(), cookie);
            boolean sameProof = isSame(each.secrets().proof(), proof);
            if (sameCookie && sameProof) {
                found = Optional.of(each);
            }
        }
        found.ifPresent(sessions::remove);
        return found;
    }

    private String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** Takes as long for a good guess as for a bad one. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
