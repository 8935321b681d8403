package org.seedbank.swarm.internal.announce;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;
import org.seedbank.integrity.bencode.BencodeException;

/** Answers of trackers. The first byte says to what: an announce or a scrape over HTTP, a connect or an announce over UDP. */
class TrackerAnswerFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("tracker-answer", 4 << 20, 300);
    private static final byte[] HASH = new byte[20];
    private static final int LONGEST_WORD = 501;

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                "0d8:completei1e10:incompletei2e8:intervali1800e12:min intervali60e5:peers12:\1\2\3\4\5\6\7\7\7\7\7\7"
                        + "6:peers618:0123456789abcdef\5\6e",
                "0d14:failure reason12:no such file8:retry ini5e15:warning message3:old10:tracker id2:xxe",
                "0d8:intervali60e5:peersld2:ip9:192.0.2.14:porti6881eed2:ip11:2001:db8::14:porti1eeee",
                "0d11:external ip4:\1\2\3\48:retry in5:neverc",
                "1d5:filesd20:\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0d8:completei5e10:downloadedi50e10:incompletei10eeee",
                "2\0\0\0\0\1\2\3\0041234567",
                "2\0\0\0\3\1\2\3\4not today",
                "3\0\0\0\1\1\2\3\4\0\0\7\10\0\0\0\1\0\0\0\2abcdef",
                "3\0\0\0\3\1\2\3\4\u00ff\0x");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        if (input.length > 0) {
            byte[] answer = Arrays.copyOfRange(input, 1, input.length);
            YARDSTICK.measure(input.length, () -> read(input[0] & 3, answer));
        }
    }

    private static Object read(int kind, byte[] answer) {
        try {
            return switch (kind) {
                case 0 -> requireBounds(AnnounceAnswer.parse(answer));
                case 1 ->
                    requireBounds(AnnounceAnswer.parse("de".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                            .counting(answer, HASH));
                case 2 -> answer.length < UdpProbe.HEADER ? "" : UdpProbe.unconnected(ByteBuffer.wrap(answer));
                default ->
                    answer.length < UdpProbe.HEADER ? "" : requireWord(UdpProbe.announced(ByteBuffer.wrap(answer)));
            };
        } catch (BencodeException e) {
            return e;
        }
    }

    private static Object requireBounds(AnnounceAnswer read) {
        if (read.peers().size() > AnnounceAnswer.MOST_PEERS
                || read.interval().compareTo(AnnounceAnswer.MOST_INTERVAL) > 0
                || read.minInterval().compareTo(read.interval()) > 0) {
            throw new AssertionError("an answer out of its bounds: " + read);
        }
        return requireWord(TrackerOutcome.answered(read));
    }

    private static Object requireWord(TrackerOutcome outcome) {
        if (outcome.word().length() > LONGEST_WORD) {
            throw new AssertionError(
                    "a word of %d characters".formatted(outcome.word().length()));
        }
        return outcome;
    }
}
