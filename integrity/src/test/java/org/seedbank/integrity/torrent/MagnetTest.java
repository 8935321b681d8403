package org.seedbank.integrity.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IntegrityException;

/** Magnet links come from web pages and chats: whatever they hold, they are read or refused. */
class MagnetTest {

    private static final String V1 = "0123456789abcdef0123456789abcdef01234567";
    private static final String V2 = "f".repeat(64);

    @Example
    void a_link_has_infohashes_name_trackers_web_seeds_and_peers() throws Exception {
        Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + V1 + "&xt=urn:btmh:1220" + V2
                + "&dn=soil+of%20%C3%A9&tr=http%3A%2F%2Ft.example%2Fa&tr.1=udp://t.example:1/&ws=https://w.example/"
                + "&x.pe=192.0.2.1:6881&x.pe=[2001:db8::1]:80&so=0-2&xl=5");

        assertThat(magnet)
                .isEqualTo(new Magnet(
                        Optional.of(new InfoHash(V1)),
                        Optional.of(new InfoHash(V2)),
                        Optional.of("soil of é"),
                        List.of("http://t.example/a", "udp://t.example:1/"),
                        List.of("https://w.example/"),
                        List.of(new HostPort("192.0.2.1", 6881), new HostPort("2001:db8::1", 80))));
        assertThat(Magnet.parse(magnet.text())).isEqualTo(magnet);
    }

    @Example
    void an_infohash_may_be_in_base32_and_in_capitals() {
        assertThat(Magnet.parse("MAGNET:?XT=urn:btih:AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH")
                        .v1())
                .contains(new InfoHash(V1));
        assertThat(Magnet.parse("magnet:?xt.1=URN:BTIH:0123456789ABCDEF0123456789ABCDEF01234567")
                        .v1())
                .contains(new InfoHash(V1));
    }

    @Example
    void what_cannot_be_used_is_passed_over() {
        Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + V1
                + "&xt=urn:ed2k:31d6&tr=file:///etc/passwd&tr=&ws=ftp://w.example/&x.pe=host.example:1"
                + "&x.pe=1.2.3.4:0&x.pe=1.2.3.4:70000&x.pe=1.2.3.4&&=&dn");

        assertThat(magnet)
                .isEqualTo(new Magnet(
                        Optional.of(new InfoHash(V1)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Example
    void what_is_no_magnet_link_is_refused() {
        String hash = "magnet:?xt=urn:btih:" + V1;
        for (String bad : List.of(
                "",
                "http://t.example/",
                "magnet:?",
                "magnet:?dn=soil",
                "magnet:?xt=urn:btih:0123",
                "magnet:?xt=urn:btmh:1220" + V1,
                hash + "&xt=urn:btih:" + "0".repeat(40),
                hash + "&dn=%zz",
                hash + "&dn=" + "x".repeat(Magnet.MAX_LENGTH))) {
            assertThatThrownBy(() -> Magnet.parse(bad)).as(bad).isInstanceOf(IntegrityException.BadMagnet.class);
        }
    }

    @Property(tries = 500)
    void any_text_is_read_or_refused(@ForAll String text) {
        try {
            assertThat(Magnet.parse("magnet:?xt=urn:btih:" + V1 + "&" + text).v1())
                    .contains(new InfoHash(V1));
        } catch (IntegrityException.BadMagnet e) {
            assertThat(e).hasMessageStartingWith("this is not a usable magnet link: ");
        }
    }

    @Property(tries = 200)
    void what_is_written_is_read_back(
            @ForAll @Size(20) byte[] v1, @ForAll @Size(32) byte[] v2, @ForAll @StringLength(max = 50) String name) {
        String wellFormed = name.codePoints()
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Magnet magnet = new Magnet(
                Optional.of(InfoHash.of(v1)),
                Optional.of(InfoHash.of(v2)),
                Optional.of(wellFormed),
                List.of("http://t.example/announce?key=a&b=c"),
                List.of(),
                List.of());

        assertThat(Magnet.parse(magnet.text())).isEqualTo(magnet);
    }
}
