package org.seedbank.node.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.node.tracking.TrackerFacts;
import org.seedbank.swarm.Network;

/**
 * Describes what a node is and how it does.
 *
 * @param version its version of seedbank
 * @param pid its process
 * @param started when it started
 * @param network how far it reaches
 * @param peerPort the port that peers reach it at
 * @param controlPort the port of its control interface, on 127.0.0.1
 * @param datasets how many datasets it has
 * @param downloadRate bytes received per second, all together
 * @param uploadRate bytes sent per second, all together
 * @param limits what all may use together just now: those of a rule of the schedule where one applies
 * @param scheduled whether the limits are those of a rule
 * @param http how it serves datasets over HTTP, if it does
 * @param warnings what a person should know, such as that the state folder cannot be written; at most 20
 * @param networking how it uses the network, as far as it reaches; empty of one of an earlier version
 * @param proxy the proxy through which it reaches others, without its password; empty for none
 * @param tracker the tracker that runs beside it, if one does
 * @param allowPrivate whether any torrent may name trackers and web seeds in private networks; empty of one of an earlier version
 */
public record NodeFacts(
        String version,
        long pid,
        Instant started,
        Network network,
        int peerPort,
        int controlPort,
        int datasets,
        long downloadRate,
        long uploadRate,
        Limits limits,
        boolean scheduled,
        Optional<HttpServed> http,
        List<String> warnings,
        Optional<NetworkText> networking,
        Optional<String> proxy,
        Optional<TrackerFacts> tracker,
        Optional<Boolean> allowPrivate) {

    /** Copies the list. */
    public NodeFacts {
        warnings = List.copyOf(warnings);
    }
}
