package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where hosts of strangers' URLs lead. Forms of IPv4 are those of inet_aton(3), checked with the C library's own. */
class HostKindTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.192.152.143",
                "240.0.0.1",
                "255.255.255.255",
                "[::]",
                "::1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::10.0.0.1]",
                "[64:ff9b:1::1]",
                "[2002:7f00:1::1]",
                "[2002:c0a8:101::]",
                "[2001:0:4136:e378::1]",
                "[fc00::1]",
                "[fdff::1]",
                "[fe80::1]",
                "[fe80::1%eth0]",
                "[febf::1]",
                "[fec0::1]",
                "[ff02::1]",
                "[100::1]",
                "[5f00::1]"
            })
    void addresses_of_this_machine_and_of_private_networks_are_not_strangers_to_name(String host) {
        assertThat(HostKind.of(host)).isEqualTo(HostKind.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "223.255.255.255",
                "[2606:4700::1111]",
                "[2a00::1]",
                "[2002:808:808::1]",
                "[64:ff9b::8.8.8.8]",
                "[::ffff:8.8.8.8]"
            })
    void addresses_of_the_internet_are_public(String host) {
        assertThat(HostKind.of(host)).isEqualTo(HostKind.PUBLIC);
    }

    @ParameterizedTest
    @CsvSource({
        "2130706433, 127.0.0.1",
        "0x7f000001, 127.0.0.1",
        "0X7F.1, 127.0.0.1",
        "017700000001, 127.0.0.1",
        "0177.0.0.1, 127.0.0.1",
        "127.1, 127.0.0.1",
        "127.0.1, 127.0.0.1",
        "127.0.0.1., 127.0.0.1",
        "10.1, 10.0.0.1",
        "0xa9fea9fe, 169.254.169.254",
        "0, 0.0.0.0",
        "192.168.257, 192.168.1.1",
        "134744072, 8.8.8.8"
    })
    void an_address_is_known_in_each_form_of_its_digits(String host, String address) throws UnknownHostException {
        assertThat(HostKind.inDigits(host).orElseThrow())
                .isEqualTo(InetAddress.getByName(address).getAddress());
    }

    /** As Java reads them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "1::",
                "2001:db8::8:800:200c:417a",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:1.2.3.4",
                "::1.2.3.4",
                "fe80::1:2",
                "2606:4700:0:0:0:0:0:1111",
                "::ffff:1.2.3.4",
                "1::2:3:4:5:6:7"
            })
    void addresses_of_ipv6_are_read_as_java_reads_them(String host) throws UnknownHostException {
        assertThat(HostKind.inDigits(host).orElseThrow())
                .isEqualTo(InetAddress.getByName(host).getAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":::",
                "1:2",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "::g",
                "1.2.3.4::",
                "::1.2.3",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7::8:9"
            })
    void what_is_no_address_of_ipv6_is_none(String host) {
        assertThat(HostKind.inDigits(host)).isEmpty();
        assertThat(HostKind.of(host)).isEqualTo(HostKind.UNUSABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "localhost.", "a.localhost", "x.y.LocalHost."})
    void the_names_of_this_machine_need_no_name_server(String host) {
        assertThat(HostKind.of(host)).isEqualTo(HostKind.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.org", "nas", "nas.local", "a_b.example.org", "localhost.example.org", "127.0.0.1.nip.io"
            })
    void a_name_can_lead_anywhere(String host) {
        assertThat(HostKind.of(host)).isEqualTo(HostKind.NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "256.1.1.1",
                "1.2.3.4.5",
                "0x100000000",
                "example.1",
                "08.1.1.1",
                "a b",
                "127.0.0.1%2f",
                "ex%61mple.org",
                "１２７.0.0.1",
                "127。0。0。1",
                "a..b",
                "[::1",
                "[1.2.3.4]x"
            })
    void where_programs_could_disagree_nothing_is_asked(String host) {
        assertThat(HostKind.of(host)).isEqualTo(HostKind.UNUSABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org/a?b=[c]|d, example.org",
        "HTTPS://User:pw@Example.org:8080/, Example.org",
        "udp://tracker.example.org:80, tracker.example.org",
        "udp://[2001:db8::1]:80/announce, 2001:db8::1",
        "http://user@127.0.0.1/x, 127.0.0.1"
    })
    void the_host_of_a_url_is_found(String url, String host) {
        assertThat(HostKind.hostOf(url)).contains(host);
    }

    /** Programs take the first or the second host of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8#:x@127.0.0.1/",
                "http://8.8.8.8?@127.0.0.1/",
                "http://8.8.8.8\\@127.0.0.1/",
                "http://a@8.8.8.8@127.0.0.1/",
                "http:///announce",
                "http:127.0.0.1",
                "//127.0.0.1/",
                "example.org",
                "http://8.8.8.8:80:90/",
                "http://8.8.8.8 .example.org/",
                "http://[::1]x/",
                "http://8.8.8.8:8x/"
            })
    void a_url_that_could_be_read_in_two_ways_has_no_host(String url) {
        assertThat(HostKind.ofUrl(url)).isEqualTo(HostKind.UNUSABLE);
    }
}
