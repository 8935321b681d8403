package org.seedbank.tracker.internal.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import org.seedbank.tracker.internal.swarms.Answer;
import org.seedbank.tracker.internal.swarms.Hash20;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.seedbank.tracker.internal.swarms.Refusal;
import org.seedbank.tracker.internal.swarms.Swarms;

/** Answers to announces and scrapes in bencode, with the keys of dictionaries in order. */
final class Bencoded {

    /** Peers may ask sooner than they were told, but not more often than this, in seconds. */
    private static final int MIN_INTERVAL = 60;

    private static final int PORT_BYTES = 2;
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int PORT_MASK = 0xffff;

    private final ByteArrayOutputStream out;

    private Bencoded(int expected) {
        out = new ByteArrayOutputStream(expected);
    }

    /** The answer to an announce (BEP 3, 7, 23, 24). */
    static byte[] announce(Answer answer, PeerAddress asker, boolean dictionaries) {
        Optional<Refusal> refusal = answer.refusal();
        if (refusal.isPresent()) {
            return refusal(refusal.get());
        }
        Bencoded made = new Bencoded(160 + answer.v4().length + answer.v6().length);
        made.raw("d8:complete").integer(answer.seeders());
        made.raw("11:external ip").bytes(asker.bytes());
        made.raw("10:incomplete").integer(answer.leechers());
        made.raw("8:interval").integer(answer.interval());
        made.raw("12:min interval").integer(Math.min(answer.interval(), MIN_INTERVAL));
        made.raw("5:peers");
        if (dictionaries) {
            made.raw("l")
                    .peers(answer.v4(), V4_BYTES)
                    .peers(answer.v6(), V6_BYTES)
                    .raw("e");
        } else {
            made.bytes(answer.v4());
            if (answer.v6().length > 0) {
                made.raw("6:peers6").bytes(answer.v6());
            }
        }
        return made.raw("e").out.toByteArray();
    }

    private Bencoded peers(byte[] compact, int addressBytes) {
        ByteBuffer from = ByteBuffer.wrap(compact);
        byte[] address = new byte[addressBytes];
        while (from.remaining() >= addressBytes + PORT_BYTES) {
            from.get(address);
            PeerAddress peer = addressBytes == V4_BYTES
                    ? new PeerAddress(0, ByteBuffer.wrap(address).getInt() & 0xffff_ffffL, false)
                    : new PeerAddress(
                            ByteBuffer.wrap(address).getLong(),
                            ByteBuffer.wrap(address).getLong(Long.BYTES),
                            true);
            raw("d2:ip").bytes(peer.toString().getBytes(StandardCharsets.US_ASCII));
            raw("4:port").integer(from.getShort() & PORT_MASK).raw("e");
        }
        return this;
    }

    /** The answer to a scrape (BEP 48). */
    static byte[] scrape(SortedMap<Hash20, Swarms.Scraped> files) {
        Bencoded made = new Bencoded(64 + files.size() * 96);
        made.raw("d5:filesd");
        files.forEach((hash, its) -> {
            made.bytes(hash.bytes());
            made.raw("d8:complete").integer(its.seeders());
            made.raw("10:downloaded").integer(its.completed());
            made.raw("10:incomplete").integer(its.leechers()).raw("e");
        });
        return made.raw("ee").out.toByteArray();
    }

    /** The answer to what gets nothing (BEP 3, 31). */
    static byte[] refusal(Refusal why) {
        Bencoded made = new Bencoded(128);
        made.raw("d14:failure reason").bytes(why.words().getBytes(StandardCharsets.US_ASCII));
        if (why.retryMinutes() > 0) {
            made.raw("8:retry in").bytes(Integer.toString(why.retryMinutes()).getBytes(StandardCharsets.US_ASCII));
        }
        return made.raw("e").out.toByteArray();
    }

    private Bencoded raw(String text) {
        return put(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Bencoded integer(long value) {
        return raw("i" + value + "e");
    }

    private Bencoded bytes(byte[] value) {
        return raw(value.length + ":").put(value);
    }

    private Bencoded put(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        return this;
    }
}
