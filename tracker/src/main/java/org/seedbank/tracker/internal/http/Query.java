package org.seedbank.tracker.internal.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.tracker.internal.swarms.Announce;
import org.seedbank.tracker.internal.swarms.Event;
import org.seedbank.tracker.internal.swarms.Hash20;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.seedbank.tracker.internal.swarms.Refusal;

/**
 * The parameters of an announce or a scrape (BEP 3, 7, 23, 48). Those that are of no use here, such as {@code ip}, are
 * passed over: where a peer is, its connection says. Texts hold bytes, one in each character.
 */
final class Query {

    private static final List<String> NAMES = List.of("port", "left", "event", "numwant", "compact");
    private static final String HASH = "info_hash";
    private static final int HEX = 16;
    private static final int MOST_DIGITS = 19;
    private static final int MAX_PORT = 65_535;

    private final List<Hash20> hashes = new ArrayList<>(1);
    private final Map<String, String> values = new HashMap<>();

    private Query() {}

    /** A query that cannot be read. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final Refusal why;

        Unusable(Refusal why) {
            super(why.words(), null, false, false);
            this.why = why;
        }

        Refusal why() {
            return why;
        }
    }

    /** Reads what stands behind the question mark. */
    static Query parse(String text) throws Unusable {
        Query query = new Query();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            query.add(text, start, end);
            start = end + 1;
        }
        return query;
    }

    private void add(String text, int start, int end) throws Unusable {
        int equals = text.indexOf('=', start);
        if (equals < 0 || equals > end) {
            return;
        }
        if (equals - start == HASH.length() && text.startsWith(HASH, start)) {
            hashes.add(hash(decoded(text, equals + 1, end)));
            return;
        }
        for (String name : NAMES) {
            if (equals - start == name.length() && text.startsWith(name, start)) {
                if (values.put(name, decoded(text, equals + 1, end)) != null) {
                    throw new Unusable(Refusal.REPEATED);
                }
                return;
            }
        }
    }

    private static Hash20 hash(String bytes) throws Unusable {
        if (bytes.length() != Hash20.BYTES) {
            throw new Unusable(Refusal.BAD_INFOHASH);
        }
        byte[] all = new byte[Hash20.BYTES];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) bytes.charAt(i);
        }
        return Hash20.of(all);
    }

    /** A plus sign is itself: clients that escape blanks so escape no bytes so. */
    private static String decoded(String text, int start, int end) throws Unusable {
        if (text.indexOf('%', start) < 0) {
            return text.substring(start, end);
        }
        StringBuilder bytes = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < end ? Character.digit(text.charAt(i + 1), HEX) : -1;
                int low = i + 2 < end ? Character.digit(text.charAt(i + 2), HEX) : -1;
                if (high < 0 || low < 0) {
                    throw new Unusable(Refusal.BAD_ENCODING);
                }
                bytes.append((char) (high * HEX + low));
                i += 2;
            } else {
                bytes.append(c);
            }
        }
        return bytes.toString();
    }

    /** The announce of a peer that is at this address. */
    Announce announce(PeerAddress address) throws Unusable {
        if (hashes.size() != 1) {
            throw new Unusable(hashes.isEmpty() ? Refusal.BAD_INFOHASH : Refusal.REPEATED);
        }
        long port = number("port").orElseThrow(() -> new Unusable(Refusal.BAD_NUMBER));
        if (port < 0 || port > MAX_PORT) {
            throw new Unusable(Refusal.BAD_NUMBER);
        }
        Event event = Event.named(values.getOrDefault("event", ""));
        long wanted = number("numwant").orElse(-1L);
        return new Announce(
                hashes.get(0), address, (int) port, event, number("left").orElse(-1L), (int)
                        Math.max(-1, Math.min(wanted, Short.MAX_VALUE)));
    }

    /** The infohashes of a scrape. */
    List<Hash20> hashes() {
        return hashes;
    }

    /** Tells whether peers are wanted one by one, as before BEP 23. */
    boolean wantsDictionaries() {
        return "0".equals(values.get("compact"));
    }

    private Optional<Long> number(String name) throws Unusable {
        String text = values.get(name);
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        int digits = text.charAt(0) == '-' ? 1 : 0;
        if (text.length() == digits || text.length() - digits > MOST_DIGITS) {
            throw new Unusable(Refusal.BAD_NUMBER);
        }
        for (int i = digits; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw new Unusable(Refusal.BAD_NUMBER);
            }
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new Unusable(Refusal.BAD_NUMBER);
        }
    }
}
