package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.swarm.internal.session.NativeLibrary;
import org.seedbank.swarm.internal.session.NearAddress;
import org.seedbank.swarm.internal.session.PeerFilters;

/** Which addresses a session talks to, by how far it may reach. */
class NetworkTest {

    private static final List<String> MACHINE = List.of("127.0.0.1", "127.255.255.255", "::1");

    private static final List<String> NEAR = List.of(
            "10.0.0.0",
            "10.255.255.255",
            "172.16.0.0",
            "172.31.255.255",
            "192.168.0.0",
            "192.168.255.255",
            "169.254.0.1",
            "fc00::1",
            "fdff:ffff::1",
            "fe80::1",
            "febf:ffff::1");

    private static final List<String> FAR = List.of(
            "9.255.255.255",
            "11.0.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "192.169.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "100.64.0.1",
            "255.255.255.255",
            "::",
            "::2",
            "2001:db8::1",
            "fbff:ffff::1",
            "fe00::1",
            "fec0::1",
            "ff02::1");

    @TempDir
    static Path natives;

    @BeforeAll
    static void load() {
        NativeLibrary.load(natives);
    }

    @Test
    void this_machine_is_the_loopback_addresses() {
        assertThat(MACHINE).allMatch(each -> PeerFilters.lets(Reach.of(Network.LOCAL), each));
        assertThat(NEAR).noneMatch(each -> PeerFilters.lets(Reach.of(Network.LOCAL), each));
        assertThat(FAR).noneMatch(each -> PeerFilters.lets(Reach.of(Network.LOCAL), each));
    }

    @Test
    void this_network_is_the_private_and_link_local_addresses_and_this_machine() {
        assertThat(MACHINE).allMatch(each -> PeerFilters.lets(Reach.of(Network.PRIVATE), each));
        assertThat(NEAR).allMatch(each -> PeerFilters.lets(Reach.of(Network.PRIVATE), each));
        assertThat(FAR).noneMatch(each -> PeerFilters.lets(Reach.of(Network.PRIVATE), each));
    }

    @Test
    void a_web_seed_is_judged_by_the_digits_of_its_address() {
        assertThat(MACHINE).allMatch(each -> NearAddress.isWithin(Reach.of(Network.PRIVATE), url(each)));
        assertThat(NEAR).allMatch(each -> NearAddress.isWithin(Reach.of(Network.PRIVATE), url(each)));
        assertThat(FAR).noneMatch(each -> NearAddress.isWithin(Reach.of(Network.PRIVATE), url(each)));
        assertThat(NEAR).noneMatch(each -> NearAddress.isWithin(Reach.of(Network.LOCAL), url(each)));
        assertThat(FAR).allMatch(each -> NearAddress.isWithin(Reach.of(Network.PUBLIC), url(each)));
    }

    @Test
    void a_name_could_lead_anywhere() {
        for (String host : List.of("nas.local", "10.0.0.256", "10.0.0.1.example.org", "1.10.0.0.1", "")) {
            assertThat(NearAddress.isWithin(Reach.of(Network.PRIVATE), "http://%s/data/".formatted(host)))
                    .as(host)
                    .isFalse();
        }
        assertThat(NearAddress.isWithin(Reach.of(Network.PRIVATE), "http://localhost:8000/data/"))
                .isTrue();
        assertThat(NearAddress.isWithin(Reach.of(Network.PRIVATE), "no address"))
                .isFalse();
    }

    @Test
    void no_tracker_elsewhere_is_told_short_of_everywhere() {
        String near = "http://192.168.0.7:6969/announce";
        assertThat(NearAddress.isTrackerWithin(Network.PRIVATE, near)).isFalse();
        assertThat(NearAddress.isTrackerWithin(Network.PUBLIC, near)).isTrue();
        assertThat(NearAddress.isTrackerWithin(Network.PRIVATE, "http://127.0.0.1:6969/announce"))
                .isTrue();
    }

    private static String url(String address) {
        return "http://%s/data/".formatted(address.contains(":") ? "[" + address + "]" : address);
    }
}
