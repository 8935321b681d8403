package org.seedbank.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.catalog.Entry;

/** Entries: what is taken is written as an entry that says the same. */
class EntryFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("entry", 512 << 10, 200);

    static Stream<byte[]> seeds() {
        return Seeds.files("catalog/src/test/resources/fixtures", ".json");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        String json = new String(input, StandardCharsets.UTF_8);
        YARDSTICK.measure(input.length, () -> {
            Entry read = Entry.parse(json);
            if (!Entry.parse(read.toJson()).equals(read)) {
                throw new AssertionError("another entry comes of it when it is written");
            }
            return read;
        });
    }
}
