package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The machines of tests are what they are taken for: connected where they should be, and closed where they should not. */
@EnabledOnOs(OS.LINUX)
class HostsIT {

    private static final String CONNECTS = "timeout 3 bash -c 'exec 3<>/dev/tcp/%s/%d'";

    private Hosts hosts;

    @BeforeEach
    void open() throws Exception {
        hosts = Hosts.open();
    }

    @AfterEach
    void close() throws Exception {
        if (hosts != null) {
            hosts.close();
        }
    }

    @Test
    void machines_of_one_wire_reach_each_other_by_name_and_nothing_else() throws Exception {
        Hosts.Wire wire = hosts.wire("192.168.77");
        Host anna = hosts.host("anna", wire);
        Host ben = hosts.host("ben", wire);
        serve(ben, "::");

        assertThat(anna.address()).isEqualTo("192.168.77.1");
        assertThat(connects(anna, "ben", 8000)).isTrue();
        assertThat(connects(anna, ben.address(), 8000)).isTrue();
        assertThat(connects(anna, ben.address6(), 8000)).isTrue();
        ben.unplug();
        assertThat(connects(anna, ben.address(), 8000)).isFalse();
        ben.plug();
        assertThat(connects(anna, ben.address(), 8000)).isTrue();
        assertThat(connects(anna, ben.address6(), 8000)).isTrue();
        ben.closePorts();
        assertThat(connects(anna, ben.address(), 8000)).isFalse();
    }

    @Test
    void a_router_lets_out_and_not_in_and_hides_who_asks() throws Exception {
        Hosts.Wire street = hosts.wire("203.0.113");
        Host server = hosts.host("server", street);
        Hosts.Wire home = hosts.wire("10.1.1");
        Host router = hosts.router("router", home, street, Hosts.Nat.MASQUERADE);
        Host anna = hosts.host("anna", home);
        serve(server, "0.0.0.0");
        serve(anna, "0.0.0.0");

        Capture capture = server.capture();
        assertThat(connects(anna, "server", 8000)).isTrue();
        server.run("ip", "route", "add", "10.1.1.0/24", "via", router.address());
        assertThat(connects(server, anna.address(), 8000)).isFalse();
        assertThat(capture.packets())
                .anyMatch(packet -> packet.startsWith("IP " + router.address() + "."))
                .noneMatch(packet -> packet.startsWith("IP " + anna.address() + "."));
    }

    private static void serve(Host host, String address) throws Exception {
        Process server = host.start("python3", "-u", "-m", "http.server", "-b", address, "8000");
        assertThat(server.inputReader().readLine()).contains("port 8000");
    }

    private static boolean connects(Host from, String to, int port) throws Exception {
        return from.start("sh", "-c", CONNECTS.formatted(to, port)).waitFor() == 0;
    }
}
