package org.seedbank.catalog.internal.site;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;

/** The index of a catalog on the web, {@code catalog.json}, and the entries in it. */
class CatalogJsonFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("catalog-json", 1 << 20, 300);

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                "{\"format\": \"seedbank-catalog\", \"schema\": 1, \"entries\": []}",
                "{\"format\":\"seedbank-catalog\",\"schema\":1,\"entries\":[{\"schema\":1,\"serial\":1,\"digest\":\""
                        + "0".repeat(64)
                        + "\",\"title\":\"soil\",\"bytes\":1,\"files\":1,\"pieceLength\":16384,\"infohashV1\":\""
                        + "0".repeat(40) + "\",\"published\":\"2024-05-01T00:00:00Z\"}]}");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        YARDSTICK.measure(input.length, () -> {
            try {
                IndexReader.read(new ByteArrayInputStream(input), CatalogJsonFuzzIT::entry);
            } catch (UnusableIndexException e) {
                return e;
            } catch (IOException e) {
                throw new AssertionError("a stream of memory does not fail", e);
            }
            return null;
        });
    }

    private static void entry(String json) {
        try {
            Entry.parse(json);
        } catch (CatalogException.MalformedEntry e) {
            return; // Others are read all the same.
        }
    }
}
