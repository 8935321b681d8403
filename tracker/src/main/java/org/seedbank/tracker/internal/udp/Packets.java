package org.seedbank.tracker.internal.udp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.seedbank.tracker.internal.swarms.Announce;
import org.seedbank.tracker.internal.swarms.Answer;
import org.seedbank.tracker.internal.swarms.Event;
import org.seedbank.tracker.internal.swarms.Hash20;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.seedbank.tracker.internal.swarms.Refusal;
import org.seedbank.tracker.internal.swarms.Refusals;
import org.seedbank.tracker.internal.swarms.Swarms;

/**
 * Answers packets of BEP 15, with the options of BEP 41. No answer is longer than what it answers but to who has shown that
 * the address is its own, so nobody can have this tracker flood somebody else. For one thread.
 */
public final class Packets {

    /** Longest packet that is read. */
    static final int MAX_REQUEST = 2_048;

    /** Longest answer: it has to go through any network in one piece. */
    static final int MAX_ANSWER = 1_232;

    private static final long PROTOCOL = 0x41727101980L;
    private static final int CONNECT = 0;
    private static final int ANNOUNCE = 1;
    private static final int SCRAPE = 2;
    private static final int ERROR = 3;
    private static final int CONNECT_BYTES = 16;
    private static final int ANNOUNCE_BYTES = 98;
    private static final int HEADER = 20;
    private static final int MOST_SCRAPED = 74;
    private static final int SKIPPED = 20;
    private static final int PORT_MASK = 0xffff;
    private static final int OPTION_END = 0;
    private static final int OPTION_NOP = 1;
    private static final int OPTION_URL = 2;
    private static final int BYTE_MASK = 0xff;
    private static final int BAD_CONNECTION_BYTES =
            2 * Integer.BYTES + Refusal.BAD_CONNECTION.words().length();

    private final Swarms swarms;
    private final Refusals refusals;
    private final Optional<Predicate<String>> members;
    private final ConnectionIds ids;
    private final LongAdder announces = new LongAdder();
    private final LongAdder scrapes = new LongAdder();

    /**
     * Serves these swarms.
     *
     * @param members tells whether a member's key is valid; empty where none is needed
     * @param nanos a clock, as {@link System#nanoTime}
     */
    public Packets(Swarms swarms, Refusals refusals, Optional<Predicate<String>> members, LongSupplier nanos) {
        this.swarms = swarms;
        this.refusals = refusals;
        this.members = members;
        this.ids = new ConnectionIds(nanos);
    }

    /** Announces until now; any thread. */
    public long announces() {
        return announces.sum();
    }

    /** Scrapes until now; any thread. */
    public long scrapes() {
        return scrapes.sum();
    }

    /**
     * Answers a packet.
     *
     * @param in all of it, and nothing else
     * @param out empty and of {@link #MAX_ANSWER} bytes at least; nothing is written where there is nothing to say
     */
    void answer(ByteBuffer in, PeerAddress from, ByteBuffer out) {
        if (in.remaining() < CONNECT_BYTES) {
            refusals.count(Refusal.BAD_PACKET, from);
            return;
        }
        int length = in.remaining();
        long id = in.getLong();
        int action = in.getInt();
        int transaction = in.getInt();
        if (action == CONNECT) {
            if (id == PROTOCOL) {
                out.putInt(CONNECT).putInt(transaction).putLong(ids.of(from));
            } else {
                refusals.count(Refusal.BAD_PACKET, from);
            }
        } else if (!ids.isValid(id, from)) {
            refusals.count(Refusal.BAD_CONNECTION, from);
            if (length >= BAD_CONNECTION_BYTES) {
                say(Refusal.BAD_CONNECTION, transaction, out);
            }
        } else if (action == ANNOUNCE && in.remaining() >= ANNOUNCE_BYTES - CONNECT_BYTES) {
            announce(in, transaction, from, out);
        } else if (action == SCRAPE) {
            scrape(in, transaction, from, out);
        } else {
            error(Refusal.BAD_PACKET, transaction, from, out);
        }
    }

    private void announce(ByteBuffer in, int transaction, PeerAddress from, ByteBuffer out) {
        announces.increment();
        Hash20 hash = Hash20.read(in);
        in.position(in.position() + SKIPPED + Long.BYTES);
        long left = in.getLong();
        in.position(in.position() + Long.BYTES);
        Event event = Event.numbered(in.getInt());
        // The address that it says counts for nothing, and its key neither.
        in.position(in.position() + 2 * Integer.BYTES);
        int wanted = in.getInt();
        int port = in.getShort() & PORT_MASK;
        if (members.isPresent() && !isMember(in)) {
            error(Refusal.NO_KEY, transaction, from, out);
            return;
        }
        int peerBytes = from.v6() ? 18 : 6;
        int most = (MAX_ANSWER - HEADER) / peerBytes;
        Announce announce = new Announce(hash, from, port, event, left, wanted);
        Answer answer = swarms.announce(announce, from.v6() ? 0 : most, from.v6() ? most : 0);
        Optional<Refusal> refusal = answer.refusal();
        if (refusal.isPresent()) {
            say(refusal.get(), transaction, out);
            return;
        }
        out.putInt(ANNOUNCE).putInt(transaction).putInt(answer.interval());
        out.putInt(answer.leechers()).putInt(answer.seeders());
        out.put(from.v6() ? answer.v6() : answer.v4());
    }

    private boolean isMember(ByteBuffer options) {
        String path = urlData(options);
        int slash = path.indexOf('/', 1);
        return path.startsWith("/") && slash > 0 && members.orElseThrow().test(path.substring(1, slash));
    }

    /** The path and query of the announce address (BEP 41), one byte in each character; empty where options say nothing of it. */
    static String urlData(ByteBuffer options) {
        StringBuilder data = new StringBuilder();
        while (options.hasRemaining()) {
            int kind = options.get();
            if (kind == OPTION_END) {
                break;
            }
            if (kind == OPTION_NOP) {
                continue;
            }
            int length = options.hasRemaining() ? options.get() & BYTE_MASK : 0;
            byte[] value = new byte[Math.min(length, options.remaining())];
            options.get(value);
            if (kind == OPTION_URL) {
                data.append(new String(value, StandardCharsets.ISO_8859_1));
            }
        }
        return data.toString();
    }

    private void scrape(ByteBuffer in, int transaction, PeerAddress from, ByteBuffer out) {
        scrapes.increment();
        if (members.isPresent()) {
            // A scrape has no place for a key.
            error(Refusal.NO_KEY, transaction, from, out);
            return;
        }
        int count = Math.min(in.remaining() / Hash20.BYTES, MOST_SCRAPED);
        if (count == 0) {
            error(Refusal.BAD_PACKET, transaction, from, out);
            return;
        }
        if (!swarms.admits(from)) {
            say(Refusal.TOO_OFTEN, transaction, out);
            return;
        }
        List<Swarms.Scraped> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            found.add(swarms.scrape(Hash20.read(in)).orElse(new Swarms.Scraped(0, 0, 0)));
        }
        out.putInt(SCRAPE).putInt(transaction);
        found.forEach(each -> out.putInt(each.seeders())
                .putInt((int) Math.min(each.completed(), Integer.MAX_VALUE))
                .putInt(each.leechers()));
    }

    private void error(Refusal why, int transaction, PeerAddress from, ByteBuffer out) {
        refusals.count(why, from);
        say(why, transaction, out);
    }

    private static void say(Refusal why, int transaction, ByteBuffer out) {
        out.putInt(ERROR).putInt(transaction).put(why.words().getBytes(StandardCharsets.US_ASCII));
    }
}
