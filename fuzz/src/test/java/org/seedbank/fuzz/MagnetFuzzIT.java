package org.seedbank.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.integrity.torrent.Magnet;

/** Magnet links: what is taken is written as a link that says the same. */
class MagnetFuzzIT {

    private static final String V1 = "magnet:?xt=urn:btih:161b1f6aae8204dbf6a5b2353c92a12b9889d8ee";

    private static final Yardstick YARDSTICK = new Yardstick("magnet", 256 << 10, 300);

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                V1,
                V1 + "&dn=soil&tr=http%3A%2F%2Ftracker.example.org%2Fannounce&x.pe=192.0.2.1:6881&so=0,2-4",
                "magnet:///?xt.1=urn:btih:CYNR62VOQICNX5VFWI2TZEVBFOMITWHO&amp;xt.2=urn:btmh:1220"
                        + "12f7323de202eaff7dc15219ad5980a2d1a8d7e805dcaffe9c29cbd8bdd8ba47",
                V1
                        + "&ws=https://example.org/soil/&xs=https://example.org/t.torrent&as=http://example.org/a&x.pe=[2001:db8::1]:1");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        String link = new String(input, StandardCharsets.UTF_8);
        YARDSTICK.measure(input.length, () -> Magnet.parse(Magnet.parse(link).text()));
    }
}
