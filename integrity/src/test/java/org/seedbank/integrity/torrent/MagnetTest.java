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
                        List.of(new HostPort("192.0.2.1", 6881), new HostPort("2001:db8::1", 80)),
                        List.of(),
                        Optional.of(new FileSelection(List.of(new FileSelection.Range(0, 2)))),
                        List.of()));
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
                + "&xt=urn:ed2k:31d6&tr=file:///etc/passwd&tr=&ws=ftp://w.example/&xs=dchub://w.example/"
                + "&x.pe=1.2.3.4:0&x.pe=1.2.3.4:70000&x.pe=1.2.3.4&so=2-1&&=&dn");

        assertThat(magnet)
                .isEqualTo(new Magnet(
                        Optional.of(new InfoHash(V1)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of("'x.pe=1.2.3.4:0'", "'x.pe=1.2.3.4:70000'", "'x.pe=1.2.3.4'", "'so=2-1'")));
    }

    /** One slip of the pen does not make a person fetch everything. */
    @Example
    void of_chosen_files_those_that_can_be_read_are_heeded() {
        Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + V1 + "&so=1-2,5-9,x,4-3, 11,-1");

        assertThat(magnet.files().map(FileSelection::toString)).contains("1-2,5-9,11");
        assertThat(magnet.unheeded()).containsExactly("'so=x,4-3,-1'");
        assertThat(Magnet.parse("magnet:?xt=urn:btih:" + V1 + "&so=x,y").files())
                .isEmpty();
        assertThat(Magnet.parse("magnet:?xt=urn:btih:" + V1 + "&so=x,y").unheeded())
                .containsExactly("'so=x,y'");
    }

    /** From pages' sources, from programs that write it as other URLs, and from lines that were copied whole. */
    @Example
    void a_link_is_read_however_it_was_copied() {
        for (String link : List.of(
                "magnet:///?xt=urn:btih:%s&dn=soil",
                "magnet:/?xt=urn:btih:%s&dn=soil",
                "Magnet://?xt=urn:btih:%s&dn=soil",
                "magnet:?xt=urn:btih:%s&amp;dn=soil",
                " magnet:?dn=soil&xt.1=urn%%3Abtih%%3A%s\n")) {
            Magnet magnet = Magnet.parse(link.formatted(V1));
            assertThat(magnet.v1()).as(link).contains(new InfoHash(V1));
            assertThat(magnet.name()).as(link).contains("soil");
        }
    }

    @Example
    void a_link_names_peers_by_host_name_and_places_of_the_torrent() {
        Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + V1
                + "&x.pe=seed.example.org:6881&as=http://b.example/x&xs=https%3A%2F%2Fa.example%2Fx.torrent%3Fa%3Db");

        assertThat(magnet.peers()).containsExactly(new HostPort("seed.example.org", 6881));
        assertThat(magnet.sources()).containsExactly("https://a.example/x.torrent?a=b", "http://b.example/x");
        assertThat(Magnet.parse(magnet.text())).isEqualTo(magnet);
    }

    @Example
    void an_infohash_alone_is_a_link() {
        assertThat(Magnet.ofInfoHash(V1.toUpperCase(java.util.Locale.ROOT))
                        .orElseThrow()
                        .text())
                .isEqualTo("magnet:?xt=urn:btih:" + V1);
        assertThat(Magnet.ofInfoHash("AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH")
                        .orElseThrow()
                        .v1())
                .contains(new InfoHash(V1));
        assertThat(Magnet.ofInfoHash(V2).orElseThrow().v2()).contains(new InfoHash(V2));
        assertThat(Magnet.ofInfoHash("1220" + V2).orElseThrow().v2()).contains(new InfoHash(V2));
        assertThat(Magnet.ofInfoHash("soil")).isEmpty();
        assertThat(Magnet.ofInfoHash(V1.substring(1))).isEmpty();
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
