package org.seedbank.integrity.interchange;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Yardstick;

/** Bags: declaration, manifest, tag manifest, information and what is to be fetched, with bytes of 0xff between them. */
class BagFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("bag", 4 << 20, 400);

    private static final String[] FILES = {
        "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt", "fetch.txt"
    };

    private static final String DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    static Stream<byte[]> seeds() {
        return Stream.of(
                        DECLARATION + "\u00ff" + EMPTY + "  data/a.csv\n\u00ff" + EMPTY
                                + "  bag-info.txt\n\u00ffPayload-Oxum: 0.1\n",
                        DECLARATION.replace("1.0", "0.95").replace("UTF-8", "ISO-8859-1") + "\u00ff" + EMPTY
                                + " *data/a%0Ab.csv\n\u00ff\u00ff\u00ffhttp://example.org/a 12 data/a%0Ab.csv\n",
                        DECLARATION.replace("UTF-8", "UTF-16") + "\u00ff\u00fe\u00fe0\0")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        Path bag = Files.createDirectories(Path.of("target", "bag", "data")).getParent();
        String[] parts = new String(input, StandardCharsets.ISO_8859_1).split("\u00ff", -1);
        for (int i = 0; i < FILES.length; i++) {
            if (i < parts.length && !(i > 1 && parts[i].isEmpty())) {
                Files.write(bag.resolve(FILES[i]), parts[i].getBytes(StandardCharsets.ISO_8859_1));
            } else {
                Files.deleteIfExists(bag.resolve(FILES[i]));
            }
        }
        YARDSTICK.measure(input.length, () -> Bag.open(bag));
    }
}
