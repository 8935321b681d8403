package org.seedbank.swarm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A session and the network around it, at one moment.
 *
 * @param sources ways by which all of its transfers find peers: the DHT, local discovery, the addresses that it listens on, and
 *     the ports that routers were asked to open
 * @param opened when it was opened
 * @param cameIn when a peer of another machine last connected to it by itself, which proves that it can be reached
 * @param dhtNodes nodes of the DHT that it knows
 * @param dhtSent messages that it has sent to nodes of the DHT, over UDP
 * @param dhtReceived messages that came from them
 */
public record SessionView(
        List<Source> sources, Instant opened, Optional<Instant> cameIn, long dhtNodes, long dhtSent, long dhtReceived) {

    /** The id (BEP 20) of whoever connects only because it was asked whether a port is open: that is nobody who came by itself. */
    public static final String CONNECT_BACK_ID = "-SB0000-connectback-";

    /** Copies the list. */
    public SessionView {
        sources = List.copyOf(sources);
    }

    /** The same session, which listens nowhere: only at {@code place} it may, and cannot for a reason. */
    public SessionView unheard(String place, String reason) {
        Source listening = Source.of(Source.Kind.LISTENING, place, Source.State.FAILING, Optional.of(reason));
        List<Source> all = Stream.concat(
                        sources.stream().filter(each -> each.kind() != Source.Kind.LISTENING), Stream.of(listening))
                .toList();
        return new SessionView(all, opened, cameIn, dhtNodes, dhtSent, dhtReceived);
    }
}
