package org.seedbank.tracker.internal.udp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;
import org.seedbank.tracker.api.TrackerBounds;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.seedbank.tracker.internal.swarms.Refusals;
import org.seedbank.tracker.internal.swarms.Swarms;

/**
 * Packets to the tracker over UDP (BEP 15, 41). The first byte says whether they come over IPv6, to a tracker for members, and from
 * one who has shown its address.
 */
class TrackerPacketFuzzIT {

    private static final int V6 = 1;
    private static final int FOR_MEMBERS = 2;
    private static final int SHOWN = 4;

    /** Most of it is of the hooks by which Jazzer looks through a map that lacks a key. */
    private static final Yardstick YARDSTICK = new Yardstick("tracker-packet", 8 << 20, 100);

    private static final PeerAddress ONE_4 = new PeerAddress(0, 0xc633_6401L, false);
    private static final PeerAddress ONE_6 = new PeerAddress(0x2001_0db8_0000_0000L, 1, true);
    private static final Refusals REFUSALS = new Refusals();
    private static final TrackerBounds SMALL = new TrackerBounds(1_000, 10_000, 0, 0, TrackerBounds.USUAL.interval());
    private static final Swarms SWARMS = new Swarms(SMALL, true, REFUSALS, Clock.systemUTC(), System::nanoTime);
    private static final Optional<Predicate<String>> EVERYBODY = Optional.empty();
    private static final Optional<Predicate<String>> MEMBERS = Optional.of("key"::equals);

    static Stream<byte[]> seeds() {
        String announce = "\0\0\0\1\0\0\0\7" + "0123456789abcdefghij" + "-XX0000-012345678901" + "\0".repeat(24)
                + "\0\0\0\2" + "\1\2\3\4" + "\0\0\0\1" + "\0\0\0\5" + "\33\41";
        return Seeds.texts(
                "\0\0\0\4\27\47\20\31\u0000\0\0\0\0\1\2\3\4",
                "\4" + "12345678" + announce,
                "\5" + "12345678" + announce,
                "\6" + "12345678" + announce + "\2\15/key/announce\1\0",
                "\4" + "12345678" + "\0\0\0\2\0\0\0\7" + "0123456789abcdefghij" + "a".repeat(20));
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_answered_within_its_bounds(byte[] input) throws Exception {
        if (input.length > 0) {
            byte[] packet = Arrays.copyOfRange(input, 1, Math.min(input.length, 1 + Packets.MAX_REQUEST));
            YARDSTICK.measure(input.length, () -> answer(input[0], packet));
        }
    }

    private static Object answer(int way, byte[] packet) {
        // With a key of its own for each input: Jazzer sees what is compared, so that it would learn the connection ids
        // of one key.
        Packets packets =
                new Packets(SWARMS, REFUSALS, (way & FOR_MEMBERS) == 0 ? EVERYBODY : MEMBERS, System::nanoTime);
        PeerAddress from = (way & V6) == 0 ? ONE_4 : ONE_6;
        ByteBuffer in = ByteBuffer.wrap(packet);
        boolean shown = (way & SHOWN) != 0 && packet.length >= Long.BYTES;
        if (shown) {
            in.putLong(0, connection(packets, from));
        }
        ByteBuffer out = ByteBuffer.allocate(Packets.MAX_ANSWER);
        packets.answer(in, from, out);
        if (!shown && out.position() > packet.length) {
            throw new AssertionError("%d bytes for %d".formatted(out.position(), packet.length));
        }
        return out;
    }

    private static long connection(Packets packets, PeerAddress from) {
        ByteBuffer out = ByteBuffer.allocate(Packets.MAX_ANSWER);
        packets.answer(
                ByteBuffer.allocate(16).putLong(0x41727101980L).putLong(0).flip(), from, out);
        return out.getLong(Long.BYTES);
    }
}
