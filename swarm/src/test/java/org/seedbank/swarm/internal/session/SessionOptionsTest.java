package org.seedbank.swarm.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmLimits;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.local.LocalActivity;
import org.seedbank.swarm.local.Presence;

/** Small forms that libtorrent and other processes are given. */
class SessionOptionsTest {

    @Test
    void the_wildcard_address_means_both_families() {
        assertThat(interfaces(new InetSocketAddress(6881))).isEqualTo("0.0.0.0:6881,[::]:6881");
    }

    @Test
    void one_address_is_listened_on_alone() throws Exception {
        InetAddress six = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

        assertThat(interfaces(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .isEqualTo("127.0.0.1:0");
        assertThat(interfaces(new InetSocketAddress(six, 80))).isEqualTo("[0:0:0:0:0:0:0:1]:80");
    }

    private static String interfaces(InetSocketAddress listen) {
        return SessionOptions.interfaces(SwarmSettings.open(SwarmFolders.under(Path.of("state")), "1.2.3")
                .withListen(listen));
    }

    @Test
    void in_ones_own_network_alone_each_address_is_one_peer() {
        SwarmSettings local = SwarmSettings.local(SwarmFolders.under(Path.of("state")), "1.2.3");
        SwarmSettings open = SwarmSettings.open(SwarmFolders.under(Path.of("state")), "1.2.3");

        assertThat(SessionOptions.severalPerAddress(local)).isTrue();
        assertThat(SessionOptions.severalPerAddress(open)).isTrue();
        assertThat(SessionOptions.severalPerAddress(
                        SwarmSettings.reaching(Network.PRIVATE, SwarmFolders.under(Path.of("state")), "1.2.3")))
                .isFalse();
    }

    @Test
    void each_session_has_a_name_of_its_own_for_peers() {
        ClientName name = ClientName.of("1.2.3");

        assertThat(name.beginning())
                .hasSize(ClientName.SAME)
                .startsWith("-SB1230-")
                .isNotEqualTo(name.beginning());
    }

    @Test
    void settings_that_make_no_sense_cannot_be_built() {
        SwarmFolders folders = SwarmFolders.under(Path.of("state"));

        assertThatThrownBy(() -> SwarmSettings.local(folders, "1.0-beta")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SwarmLimits.rates(Optional.of(-1L), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SwarmLimits(Optional.empty(), Optional.empty(), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SwarmLimits(Optional.empty(), Optional.empty(), 2, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FetchPlan.everything().only(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_presence_is_one_line_and_anything_else_is_ignored() {
        Presence presence =
                new Presence(LocalActivity.SEEDING, new InetSocketAddress(InetAddress.getLoopbackAddress(), 65535));

        assertThat(presence.text()).isEqualTo("seeding 127.0.0.1 65535\n");
        assertThat(Presence.parse(presence.text())).contains(presence);
        for (String broken : List.of(
                "",
                "seeding",
                "seeding 127.0.0.1 65536\n",
                "seeding 127.0.0.1 0\n",
                "seeding 127.0.0.1 6881",
                "sleeping 127.0.0.1 6881\n",
                "seeding example.org 6881\n",
                "seeding 1.2.3.4.5 6881\n")) {
            assertThat(Presence.parse(broken)).as(broken).isEmpty();
        }
    }
}
