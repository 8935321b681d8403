package org.seedbank.uploading.publish;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;
import org.seedbank.integrity.dataset.DatasetScan;

/** Descriptors, which never fail a publication. */
class DataPackageFuzzIT {

    /** What was probably meant by an unknown licence is looked for among all of SPDX, which takes some megabytes. */
    private static final Yardstick YARDSTICK = new Yardstick("datapackage", 16 << 20, 300);

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                "{\"title\":\"Soil\",\"licenses\":[{\"name\":\"CC-BY-4.0\",\"path\":\"https://creativecommons.org/licenses/by/4.0/\"}],"
                        + "\"contributors\":[{\"title\":\"A\",\"role\":\"author\"},\"B <b@example.org>\"],\"keywords\":[\"a\",7],"
                        + "\"id\":\"https://doi.org/10.5281/zenodo.1\",\"version\":1.0}",
                "{\"license\":{\"type\":\"cc-by\",\"url\":\"http://opendatacommons.org/licenses/by/\"},\"author\":\"A\",\"keywords\":\"a, b\"}");
    }

    @MethodSource("seeds")
    @FuzzTest
    void never_fails(byte[] input) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "described"));
        Files.write(folder.resolve("datapackage.json"), input);
        if (input.length > 0) {
            YARDSTICK.measure(
                    input.length, () -> DataPackage.read(DatasetScan.scan(folder, false), new ArrayList<>()::add));
        }
    }
}
