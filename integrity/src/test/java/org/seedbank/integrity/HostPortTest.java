package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts with ports come from command lines, magnet links and other processes, and all are read alike. */
class HostPortTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:6881, 192.0.2.1, 6881, true",
        "0.0.0.0:0, 0.0.0.0, 0, true",
        "255.255.255.255:65535, 255.255.255.255, 65535, true",
        "[2001:db8::1]:80, 2001:db8::1, 80, true",
        "[::ffff:192.0.2.1]:80, ::ffff:192.0.2.1, 80, true",
        "[fe80::1%eth0]:80, fe80::1%eth0, 80, true",
        "data.example.org:443, data.example.org, 443, false",
        "localhost:1, localhost, 1, false",
        "4.example:1, 4.example, 1, false"
    })
    void a_text_is_read_and_written_back(String text, String host, int port, boolean address) {
        HostPort read = HostPort.parse(text);

        assertThat(read).isEqualTo(new HostPort(host, port));
        assertThat(read).hasToString(text);
        assertThat(HostPort.address(text).isPresent()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":1",
                "here",
                "here:",
                "here:x",
                "here:-1",
                "here:65536",
                "here:123456",
                "192.0.2.1:99999",
                "256.0.0.1:1",
                "10.0.0.010:1",
                "1.2.3.4.5:1",
                "1.2.3:1",
                "7:1",
                "::1:80",
                "2001:db8::1:80",
                "[::1]",
                "[192.0.2.1]:1",
                "[here]:1",
                "[::1%]:1",
                "[::1]:1 ",
                "a b:1",
                "user@here:1",
                "here/path:1",
                ".:1",
                "here:1:2"
            })
    void what_is_none_is_refused(String text) {
        assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(HostPort.address(text)).isEmpty();
    }

    /** A catalog's entry may hold any text, and a pattern with repeated groups needs stack for each. */
    @Test
    void a_host_is_no_longer_than_a_name_can_be() {
        String most = "a.".repeat(127) + "a";
        assertThat(HostPort.parse(most + ":1").host()).isEqualTo(most);
        for (String host : List.of("a.".repeat(128), "a.".repeat(1_000_000), "a".repeat(1_000_000))) {
            assertThatThrownBy(() -> HostPort.parse(host + ":1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("is neither an IP address nor a host name");
        }
    }
}
