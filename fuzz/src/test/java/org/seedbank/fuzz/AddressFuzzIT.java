package org.seedbank.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.HostPort;
import org.seedbank.swarm.network.AddressRange;
import org.seedbank.web.WebAddress;

/** Addresses of peers and seeds, ranges of networks, and addresses on the web: what is taken is written as what says the same. */
class AddressFuzzIT {

    /** Most of it is of the hooks by which Jazzer looks into patterns; by themselves these readers take some kilobytes. */
    private static final Yardstick YARDSTICK = new Yardstick("address", 8 << 20, 2_000);

    static Stream<byte[]> seeds() {
        return Seeds.texts(
                "192.0.2.1:6881",
                "[2001:db8::1]:6881",
                "[fe80::1%eth0]:1",
                "data.example.org.:65535",
                "10.1.0.0/16",
                "2001:db8:7::/48",
                "::ffff:10.0.0.0/104",
                "0x7f.1:80",
                "http://bücher.example:80/a b?c#d",
                "https://user:word@[2001:db8::1]/%41");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        String text = new String(input, StandardCharsets.UTF_8);
        YARDSTICK.measure(input.length, () -> {
            requireSame(text, HostPort::parse);
            requireSame(text, AddressRange::parse);
            HostPort.address(text);
            HostKind.of(text);
            HostKind.inDigits(text);
            return WebAddress.parse(text);
        });
    }

    private static <T> void requireSame(String text, Function<String, T> reader) {
        T read;
        try {
            read = reader.apply(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        if (!reader.apply(read.toString()).equals(read)) {
            throw new AssertionError("'%s' is read as '%s', which is read as another".formatted(text, read));
        }
    }
}
