package org.seedbank.uploading.description;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;

/** Citation files in YAML, which never fail a publication. */
class YamlDescriptionFuzzIT {

    /** What was probably meant by an unknown licence is looked for among all of SPDX, which takes some megabytes. */
    private static final Yardstick YARDSTICK = new Yardstick("citation", 16 << 20, 1_000);

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                "cff-version: 1.2.0\ntitle: \"S\"\nauthors:\n  - &a {family-names: B, given-names: A}\n  - *a\nlicense: [MIT, Apache-2.0]\nabstract: |\n  x\n  y\nkeywords: [a, b]\nversion: 1.10\n",
                "a: !!binary aGk=\n? [b]\n: {c: 'd', \"e\": >-\n  f}\n---\n%YAML 1.2\n");
    }

    @MethodSource("seeds")
    @FuzzTest
    void never_fails(byte[] input) throws Exception {
        if (input.length > 0) {
            YARDSTICK.measure(input.length, () -> Described.read("described-citation", "CITATION.cff", input));
        }
    }
}
