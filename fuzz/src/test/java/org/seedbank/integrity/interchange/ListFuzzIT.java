package org.seedbank.integrity.interchange;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;

/** Lists of digests in all their formats. The first byte chooses the name of the file, which says the algorithm too. */
class ListFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("list", 2 << 20, 200);

    private static final String[] NAMES = {"SHA256SUMS", "x.md5", "x.sfv", "B2SUMS", "x.sha256", "x.txt", "x.hashdeep"};

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.files("integrity/src/test/resources/fixtures/lists", ""),
                Seeds.texts(
                        "\0d41d8cd98f00b204e9800998ecf8427e  a.csv\n",
                        "\1SHA256 (a.csv) = e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
                        "\2; comment\na.csv 00000000\n",
                        """
                        \6%%%% HASHDEEP-1.0
                        %%%% size,md5,sha256,filename
                        0,d41d8cd98f00b204e9800998ecf8427e,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,./a.csv
                        """,
                        """
                        \0-----BEGIN PGP SIGNED MESSAGE-----
                        Hash: SHA256

                        - -x
                        -----BEGIN PGP SIGNATURE-----

                        x
                        -----END PGP SIGNATURE-----
                        """));
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        Path file = Path.of("target", NAMES[(input[0] & 0xff) % NAMES.length]);
        byte[] content = new byte[input.length - 1];
        System.arraycopy(input, 1, content, 0, content.length);
        Files.write(file, content);
        YARDSTICK.measure(input.length, () -> FixityList.read(file));
    }
}
