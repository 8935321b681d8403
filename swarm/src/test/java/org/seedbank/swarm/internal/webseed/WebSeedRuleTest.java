package org.seedbank.swarm.internal.webseed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Reach;
import org.seedbank.swarm.webseed.Refusals;
import org.seedbank.swarm.webseed.WebSeedAddress;
import org.seedbank.swarm.webseed.WebSeedTrouble;

class WebSeedRuleTest {

    private static final WebSeedRule STRANGERS = new WebSeedRule(new Reach(Network.PUBLIC, List.of()), false, false);

    @Test
    void a_strangers_torrent_may_lead_to_whoever_has_a_name() {
        assertThat(WebSeedAddress.ofFiles("http://data.example/www/").flatMap(STRANGERS::against))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.7/soil",
                "http://192.168.1.1/",
                "http://[fd00::1]/",
                "http://169.254.169.254/latest"
            })
    void a_server_that_leads_to_a_private_network_is_not_followed_even_where_a_person_named_it(String inwards)
            throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", inwards);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            WebSeedRule trusted = new WebSeedRule(new Reach(Network.PUBLIC, List.of()), false, true);
            URI named = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/soil");

            IOException refused = catchThrowableOfType(
                    IOException.class, () -> trusted.get(named, false).answer());

            assertThat(Refusals.of(refused).kind()).isEqualTo(WebSeedTrouble.Kind.NOT_ASKED);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_strangers_torrent_leads_nowhere_on_this_machine_or_in_a_private_network() {
        for (String inwards :
                List.of("http://127.0.0.1/", "http://10.0.0.7/", "http://[::1]/", "http://[::ffff:10.0.0.7]/")) {
            assertThat(WebSeedAddress.ofFiles(inwards).flatMap(STRANGERS::against))
                    .as(inwards)
                    .contains(NotAsked.PRIVATE);
        }
    }
}
