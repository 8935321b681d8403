package org.seedbank.uploading.description;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;

/** Descriptions in JSON, which never fail a publication. The first byte says which format it is. */
class DescriptionFuzzIT {

    /** What was probably meant by an unknown licence is looked for among all of SPDX, which takes some megabytes. */
    private static final Yardstick YARDSTICK = new Yardstick("datapackage", 16 << 20, 300);

    private static final List<String> FILES = SourceFormat.ALL.stream()
            .map(SourceFormat::file)
            .filter(file -> file.endsWith(".json"))
            .toList();

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                "\0{\"title\":\"Soil\",\"licenses\":[{\"name\":\"CC-BY-4.0\",\"path\":\"https://creativecommons.org/licenses/by/4.0/\"}],"
                        + "\"contributors\":[{\"title\":\"A\",\"role\":\"author\"},\"B <b@example.org>\"],\"keywords\":[\"a\",7],"
                        + "\"id\":\"https://doi.org/10.5281/zenodo.1\",\"version\":1.0}",
                "\0{\"license\":{\"type\":\"cc-by\",\"url\":\"http://opendatacommons.org/licenses/by/\"},\"author\":\"A\",\"keywords\":\"a, b\"}",
                "\1{\"@graph\":[{\"@id\":\"ro-crate-metadata.json\",\"about\":{\"@id\":\"./\"}},{\"@id\":\"./\",\"name\":\"S\","
                        + "\"author\":[{\"@id\":\"#a\"}],\"identifier\":{\"@id\":\"#a\"}},{\"@id\":\"#a\",\"familyName\":\"B\",\"value\":\"doi:10.1234/x\"}]}",
                "\2{\"@context\":{\"cr\":\"http://mlcommons.org/croissant/\"},\"name\":[\"S\"],\"license\":\"https://spdx.org/licenses/MIT\"}",
                "\4{\"titles\":[{\"title\":\"S\"}],\"creators\":[{\"name\":\"B, A\"}],\"rightsList\":[{\"rights\":\"MIT\"}],\"subjects\":[{\"subject\":\"s\"}]}",
                "\6{\"Name\":\"S\",\"BIDSVersion\":\"1\",\"Authors\":[\"A\"],\"License\":\"CC0\",\"DatasetDOI\":\"doi:10.1/x\"}",
                "\7{\"description\":\"<p>a&amp;b&#x41;<br/>c</p>\",\"license\":{\"id\":\"cc-by-4.0\"},\"creators\":[{\"name\":\"A\"}]}");
    }

    @MethodSource("seeds")
    @FuzzTest
    void never_fails(byte[] input) throws Exception {
        if (input.length > 1) {
            String file = FILES.get((input[0] & 0xff) % FILES.size());
            byte[] text = Arrays.copyOfRange(input, 1, input.length);
            YARDSTICK.measure(input.length, () -> Described.read("described", file, text));
        }
    }
}
