package org.seedbank.cli.node;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.tracker.api.TrackerException;

/** Where a node could listen. */
class ListenCheckTest {

    /** Of a network for documentation (RFC 5737), and of no machine. */
    private static final String NOT_HERE = "192.0.2.1";

    private static NodeStart serving(String host, int port) {
        return NodeStart.USUAL.serving(Optional.of(new HttpServing(new HostPort(host, port), Optional.empty(), false)));
    }

    private static NodeStart tracking(String host, int port) {
        return NodeStart.USUAL.tracking(Optional.of(new NodeStart.Tracking(new HostPort(host, port), List.of())));
    }

    @Test
    void a_name_that_leads_nowhere_and_an_address_of_another_machine_are_refused() {
        assertThatThrownBy(() -> ListenCheck.require(serving("nosuch.invalid", 6880), port -> true))
                .isInstanceOf(NodeException.CannotServe.class)
                .hasMessageContaining("this name leads to no address");
        assertThatThrownBy(() -> ListenCheck.require(serving(NOT_HERE, 6880), port -> true))
                .isInstanceOf(NodeException.CannotServe.class);
        assertThatThrownBy(() -> ListenCheck.require(tracking(NOT_HERE, 6969), port -> true))
                .isInstanceOf(TrackerException.CannotListen.class);
    }

    @Test
    void a_port_in_use_is_refused_unless_the_node_that_runs_gives_it_back() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int port = taken.getLocalPort();
            NodeStart control = new NodeStart(OptionalInt.empty(), OptionalInt.of(port));

            assertThatThrownBy(() -> ListenCheck.require(serving("127.0.0.1", port), each -> false))
                    .isInstanceOf(NodeException.CannotServe.class);
            assertThatThrownBy(() -> ListenCheck.require(tracking("127.0.0.1", port), each -> false))
                    .isInstanceOf(TrackerException.CannotListen.class);
            assertThatThrownBy(() -> ListenCheck.require(control, each -> false))
                    .isInstanceOf(NodeException.CannotListen.class);
            for (NodeStart start : List.of(serving("127.0.0.1", port), tracking("127.0.0.1", port), control)) {
                assertThatCode(() -> ListenCheck.require(start, each -> each == port))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void any_free_port_and_nothing_said_are_right() {
        assertThatCode(() -> ListenCheck.require(serving("127.0.0.1", 0), port -> false))
                .doesNotThrowAnyException();
        assertThatCode(() -> ListenCheck.require(NodeStart.USUAL, port -> false))
                .doesNotThrowAnyException();
    }
}
