package org.seedbank.node.internal.serving;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;

/** The header {@code Range} of who fetches over HTTP. The first eight bytes are the length of what is asked for. */
class RangeFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("range", 128 << 10, 100);

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                "\0\0\0\0\0\0\4\0bytes=0-499",
                "\0\0\0\0\0\0\4\0bytes=-500, 0-0,,9500-",
                "\0\0\0\0\0\0\0\0bytes=5-4",
                "\177\0\0\0\0\0\0\1 BYTES=999999999999999999-999999999999999999,-999999999999999999");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_passed_over(byte[] input) throws Exception {
        if (input.length < Long.BYTES) {
            return;
        }
        long length = ByteBuffer.wrap(input).getLong() & Long.MAX_VALUE;
        String header = new String(input, Long.BYTES, input.length - Long.BYTES, StandardCharsets.ISO_8859_1);
        YARDSTICK.measure(input.length, () -> {
            List<RangeHeader.Stretch> stretches =
                    RangeHeader.parse(header, length).orElse(List.of());
            if (stretches.size() > RangeHeader.MOST
                    || stretches.stream()
                            .anyMatch(each -> each.start() < 0 || each.end() <= each.start() || each.end() > length)
                    || stretches.stream()
                                    .mapToLong(each -> each.end() - each.start())
                                    .sum()
                            > length) {
                throw new AssertionError("of %d bytes: %s".formatted(length, stretches));
            }
            return stretches;
        });
    }
}
