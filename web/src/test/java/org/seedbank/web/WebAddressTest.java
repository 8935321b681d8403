package org.seedbank.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses as people write them, in the form that can be asked. */
class WebAddressTest {

    @Test
    void hosts_in_all_letters_are_put_in_ascii() {
        assertThat(uri("http://b\u00fccher.example:8080/announce"))
                .isEqualTo("http://xn--bcher-kva.example:8080/announce");
        assertThat(uri("https://\u0442\u0440\u0435\u043a\u0435\u0440.\u0440\u0444/a"))
                .isEqualTo("https://xn--e1aaowdh.xn--p1ai/a");
        assertThat(uri("http://\uff11\uff12\uff17.0.0.1/")).isEqualTo("http://127.0.0.1/");
        assertThat(uri("http://a\u3002example/")).isEqualTo("http://a.example/");
        assertThat(WebAddress.withAsciiHost("udp://b\u00fccher.example:80"))
                .isEqualTo("udp://xn--bcher-kva.example:80");
        assertThat(WebAddress.withAsciiHost("no address")).isEqualTo("no address");
    }

    @Test
    void what_no_uri_may_hold_is_encoded_and_what_is_encoded_stays() {
        assertThat(uri(" http://example.org/a b/\u00fc%20%zz?q=[1]|{x}#top \n"))
                .isEqualTo("http://example.org/a%20b/%C3%BC%20%25zz?q=%5B1%5D%7C%7Bx%7D");
        assertThat(uri("http://example.org?passkey=1")).isEqualTo("http://example.org/?passkey=1");
        assertThat(uri("http://example.org")).isEqualTo("http://example.org/");
        assertThat(uri("HTTP://[::1]:6969/announce")).isEqualTo("HTTP://[::1]:6969/announce");
        assertThat(uri("http://example.org:/announce")).isEqualTo("http://example.org/announce");
    }

    @Test
    void the_user_is_kept_apart_and_told_in_a_header() {
        WebAddress address = WebAddress.parse("https://anna:pass%3Aword@example.org/announce")
                .orElseThrow();

        assertThat(address.uri()).hasToString("https://example.org/announce");
        assertThat(address.authorization())
                .contains("Basic "
                        + Base64.getEncoder()
                                .encodeToString("anna:pass:word".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(WebAddress.parse("http://example.org/").orElseThrow().authorization())
                .isEmpty();
    }

    @Test
    void what_programs_could_read_in_two_ways_is_none() {
        for (String odd : List.of(
                "http://8.8.8.8#:x@127.0.0.1/announce",
                "http://8.8.8.8\\@127.0.0.1/",
                "http://a b/",
                "http:///announce",
                "http://example.org:99999/",
                "http://example.org:0/",
                "http://0x7f.1/",
                "udp://example.org:80",
                "ftp://example.org/",
                "//example.org/",
                "http://" + "\u00fc".repeat(300) + "/",
                "")) {
            assertThat(WebAddress.parse(odd)).as(odd).isEmpty();
        }
    }

    private static String uri(String text) {
        return WebAddress.parse(text).orElseThrow().uri().toString();
    }
}
