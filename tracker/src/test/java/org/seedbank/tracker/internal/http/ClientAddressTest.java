package org.seedbank.tracker.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.tracker.internal.swarms.PeerAddress;

/** Who asks, when there is a proxy in between and when somebody only says so. */
class ClientAddressTest {

    private static PeerAddress at(String text) throws UnknownHostException {
        return PeerAddress.of(InetAddress.getByName(text));
    }

    private static Optional<PeerAddress> client(String remote, String forwarded) throws UnknownHostException {
        return new ClientAddress(Optional.of(Set.of(InetAddress.getByName("192.0.2.80"))))
                .of(at(remote), Optional.ofNullable(forwarded));
    }

    @Test
    void without_a_proxy_what_is_said_counts_for_nothing() throws Exception {
        assertThat(new ClientAddress(Optional.empty()).of(at("127.0.0.1"), Optional.of("203.0.113.7")))
                .contains(at("127.0.0.1"));
    }

    @Test
    void a_stranger_is_no_proxy() throws Exception {
        assertThat(client("198.51.100.1", "203.0.113.7")).contains(at("198.51.100.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 | 203.0.113.7 | 203.0.113.7",
                "::1 | 203.0.113.7 | 203.0.113.7",
                "192.0.2.80 | 2001:db8::7 | 2001:db8::7",
                "192.0.2.80 | [2001:db8::7]:4711 | 2001:db8::7",
                "192.0.2.80 | [2001:db8::7] | 2001:db8::7",
                "127.0.0.1 | 203.0.113.7:4711 | 203.0.113.7",
                "127.0.0.1 | ::ffff:203.0.113.7 | 203.0.113.7",
                "127.0.0.1 | 10.9.9.9, 203.0.113.7 | 203.0.113.7",
                "127.0.0.1 | 10.9.9.9, 203.0.113.7, 192.0.2.80, 127.0.0.1 | 203.0.113.7",
                "127.0.0.1 | 127.0.0.1 | 127.0.0.1"
            })
    void the_last_address_that_is_no_proxy_counts(String remote, String forwarded, String expected) throws Exception {
        assertThat(client(remote.strip(), forwarded.strip())).contains(at(expected.strip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "unknown", "203.0.113.7, ", "localhost", "1", "0x7f.1", "203.0.113.256", "::1::", "[::1"
            })
    void a_proxy_that_says_nothing_of_use_lets_nobody_through(String forwarded) throws Exception {
        assertThat(client("127.0.0.1", forwarded)).isEmpty();
        assertThat(client("127.0.0.1", null)).isEmpty();
    }
}
