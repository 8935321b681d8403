package org.seedbank.uploading.description;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;

/** DataCite's metadata in XML, which never fail a publication. */
class XmlDescriptionFuzzIT {

    /** What was probably meant by an unknown licence is looked for among all of SPDX, which takes some megabytes. */
    private static final Yardstick YARDSTICK = new Yardstick("datacite", 16 << 20, 1_000);

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                "<?xml version=\"1.0\"?><resource xmlns=\"http://datacite.org/schema/kernel-4\"><identifier identifierType=\"DOI\">10.5281/zenodo.1</identifier>"
                        + "<creators><creator><creatorName>B, A</creatorName><givenName>A</givenName></creator></creators><titles><title>S</title></titles>"
                        + "<rightsList><rights rightsURI=\"https://spdx.org/licenses/MIT\">MIT</rights></rightsList>"
                        + "<descriptions><description descriptionType=\"Abstract\">a<br/>b</description></descriptions></resource>",
                "<!DOCTYPE r [<!ENTITY a \"b\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><resource>&a;&c;<![CDATA[d]]></resource>");
    }

    @MethodSource("seeds")
    @FuzzTest
    void never_fails(byte[] input) throws Exception {
        if (input.length > 0) {
            YARDSTICK.measure(input.length, () -> Described.read("described-datacite", "datacite.xml", input));
        }
    }
}
