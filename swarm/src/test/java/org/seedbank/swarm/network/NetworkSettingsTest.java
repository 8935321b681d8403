package org.seedbank.swarm.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Reach;

/** What a person may say of the network, and what not. */
class NetworkSettingsTest {

    @Test
    void a_range_has_the_addresses_of_its_prefix() throws Exception {
        AddressRange campus = AddressRange.parse("141.20.0.0/14");
        assertThat(campus.first()).isEqualTo("141.20.0.0");
        assertThat(campus.last()).isEqualTo("141.23.255.255");
        assertThat(campus.contains(InetAddress.getByName("141.23.255.255"))).isTrue();
        assertThat(campus.contains(InetAddress.getByName("141.24.0.0"))).isFalse();
        assertThat(campus.contains(InetAddress.getByName("2001:db8::1"))).isFalse();

        AddressRange six = AddressRange.parse("2001:db8:7::/48");
        assertThat(six.contains(InetAddress.getByName("2001:db8:7:ffff::1"))).isTrue();
        assertThat(six.contains(InetAddress.getByName("2001:db8:8::1"))).isFalse();
        assertThat(six.last()).isEqualTo("2001:db8:7:ffff:ffff:ffff:ffff:ffff");
        assertThat(AddressRange.parse(six.toString())).isEqualTo(six);
        assertThat(AddressRange.parse("192.168.7.9/32").contains(InetAddress.getByName("192.168.7.9")))
                .isTrue();
    }

    @Test
    void what_is_no_range_is_refused_with_what_it_might_have_been() {
        assertThatThrownBy(() -> AddressRange.parse("10.1.2.0/16"))
                .hasMessage("'10.1.2.0/16' has bits behind its prefix; it would be '10.1.0.0/16'");
        assertThatThrownBy(() -> AddressRange.parse("0.0.0.0/0"))
                .hasMessage("/0 is no range of one network: 8 to 32 bits of such addresses may be shared");
        for (String text : List.of("10.1.0.0", "10.1.0.0/33", "campus/8", "10.1.0.0/-1", "10.1.0.0/16 ", "", "::/0")) {
            assertThatThrownBy(() -> AddressRange.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_network_of_named_ranges_is_these_and_this_machine() throws Exception {
        Reach campus = new Reach(Network.PRIVATE, List.of(AddressRange.parse("141.20.0.0/16")));
        assertThat(campus.allows(InetAddress.getByName("141.20.7.7"))).isTrue();
        assertThat(campus.allows(InetAddress.getLoopbackAddress())).isTrue();
        assertThat(campus.allows(InetAddress.getByName("192.168.7.7"))).isFalse();
        assertThat(new Reach(Network.LOCAL, campus.ranges()).allows(InetAddress.getByName("141.20.7.7")))
                .isFalse();
        assertThat(Reach.of(Network.PRIVATE).allows(InetAddress.getByName("192.168.7.7")))
                .isTrue();
    }

    @Test
    void a_place_to_listen_is_an_address_or_an_interface_and_perhaps_a_port() {
        for (String text :
                List.of("192.168.7.2", "192.168.7.2:6881", "[fd00::2]", "[fd00::2]:6881", "eth0", "eth0:0", "wg-1.7")) {
            assertThat(ListenPlace.parse(text)).hasToString(text);
        }
        assertThat(ListenPlace.parse("eth0").address()).isEmpty();
        assertThat(ListenPlace.parse("0.0.0.0:7000").isBound()).isFalse();
        for (String text : List.of(
                "", "fd00::2", "192.168.7", "192.168.7.2:65536", "192.168.7.300", "a name", "eth0:x", ":6881")) {
            assertThatThrownBy(() -> ListenPlace.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
