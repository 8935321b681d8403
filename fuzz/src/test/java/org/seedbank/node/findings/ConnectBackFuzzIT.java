package org.seedbank.node.findings;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;

/** Questions of strangers who want to be connected back to, and answers of those who are asked. */
class ConnectBackFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("connect-back", 128 << 10, 100);

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                "seedbank-connect-back 1 6881 -\n",
                "seedbank-connect-back 1 99999 0123456789abcdef0123456789abcdef01234567\r\n",
                "tcp=handshake udp=connected\n",
                "tcp=refused udp=silent",
                "refused=not a port of a peer\n");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        String line = new String(input, StandardCharsets.ISO_8859_1);
        YARDSTICK.measure(input.length, () -> {
            ConnectBack.Question.parse(line).ifPresent(ConnectBack.Question::isOfPeers);
            return ConnectBackQuestion.read("192.0.2.1:6882", "6881", line);
        });
    }
}
