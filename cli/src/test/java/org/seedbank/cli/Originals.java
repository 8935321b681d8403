package org.seedbank.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What somebody has to publish: small datasets, some of one name, with their bytes kept for later. */
final class Originals {

    /** Their places; the last part is the dataset's name. */
    static final List<String> ALL = List.of("u0/run", "u1/run", "u2/soil", "u3/ice.bin", "u4/run", "u5/.bashrc");

    private final Path folder;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    Originals(Path folder, long seed) {
        this.folder = folder;
        Random dice = new Random(seed);
        put(dice, "u0/run/data.csv", 200);
        put(dice, "u0/run/raw.bin", 70_000);
        put(dice, "u1/run/data.csv", 300);
        put(dice, "u1/run/more.csv", 17_000);
        put(dice, "u1/run/sub/deep.bin", 33_000);
        put(dice, "u2/soil/ph.csv", 30);
        put(dice, "u2/soil/empty.txt", 0);
        put(dice, "u2/soil/sub/depth.bin", 16_384);
        put(dice, "u3/ice.bin", 40_000);
        put(dice, "u4/run", 5_000);
        put(dice, "u5/.bashrc", 100);
    }

    private void put(Random dice, String file, int length) {
        byte[] bytes = new byte[length];
        dice.nextBytes(bytes);
        files.put(file, bytes);
    }

    void write() throws IOException {
        for (String each : ALL) {
            restore(each);
        }
    }

    /** Puts the bytes of one back, as they were at first. */
    void restore(String original) throws IOException {
        for (Map.Entry<String, byte[]> file : of(original).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** The files of one as they were at first, by their paths among all originals. */
    Map<String, byte[]> of(String original) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        files.forEach((file, bytes) -> {
            if (file.equals(original) || file.startsWith(original + "/")) {
                found.put(file, bytes);
            }
        });
        return found;
    }

    /** Other bytes than any of theirs. */
    static byte[] others(int number) {
        return "a person's own, number %d\n".formatted(number).getBytes(StandardCharsets.UTF_8);
    }
}
