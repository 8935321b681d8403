package org.seedbank.integrity.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressKeysTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:6969/0123456789abcdef0123456789abcdef/announce, http://127.0.0.1:6969/…/announce",
        "http://t.example/announce.php?passkey=abc, http://t.example/announce.php?passkey=…",
        "http://t.example/announce?x=1&authkey=abc&y=2, http://t.example/announce?x=1&authkey=…&y=2",
        "https://user:word@t.example/announce, https://…@t.example/announce",
        "https://user@t.example/announce, https://…@t.example/announce",
        "http://t.example/announce/0123456789ABCDEF, http://t.example/announce/…",
        "http://t.example/announce?0123=5&id=Zk3jv9Qw8xT1mN4pR7sL, http://t.example/announce?0123=5&id=…",
        "udp://t.example:80/a1B2c3D4e5F6g7H8i9J0/announce, udp://t.example:80/…/announce",
        "http://t.example/passkey/short/announce, http://t.example/passkey/…/announce",
        "http://t.example/d/0123456789abcdef0123456789abcdef/announce, http://t.example/d/…/announce"
    })
    void hides_what_looks_like_a_key(String url, String shown) {
        assertThat(AddressKeys.hidden(url)).isEqualTo(shown);
        assertThat(AddressKeys.isIn(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://t.example/announce",
                "udp://tracker.opentrackr.org:1337/announce",
                "http://0123456789abcdef0123456789abcdef.example/announce",
                "https://data.example/soil-measurements-of-two-stations/",
                "http://[2001:db8::1]:6969/announce",
                "http://t.example/announce?info=1",
                // Where a node serves a dataset, by its digest, which is no secret.
                "http://t.example:6880/d/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/",
                "wss://t.example"
            })
    void leaves_other_addresses_as_they_are(String url) {
        assertThat(AddressKeys.hidden(url)).isEqualTo(url);
        assertThat(AddressKeys.isIn(url)).isFalse();
    }

    @Test
    void a_magnet_link_leaves_out_addresses_with_a_key_as_it_is_passed_on() {
        String keyed = "http://127.0.0.1:6969/0123456789abcdef0123456789abcdef/announce";
        String open = "http://t.example/announce";
        Metainfo torrent = Metainfo.parse(("d13:announce-listll%d:%sel%d:%see4:infod6:lengthi1e4:name4:soil"
                        + "12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaaee")
                .formatted(keyed.length(), keyed, open.length(), open)
                .getBytes(StandardCharsets.US_ASCII));

        assertThat(Magnet.parse(torrent.magnetLink()).trackers()).containsExactly(open);
        assertThat(torrent.trackers()).containsExactlyInAnyOrder(keyed, open);
    }
}
