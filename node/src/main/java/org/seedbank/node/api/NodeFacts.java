package org.seedbank.node.api;

import java.time.Instant;
import java.util.List;
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
 * @param warnings what a person should know, such as that the state folder cannot be written; at most 20
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
        List<String> warnings) {

    /** Copies the list. */
    public NodeFacts {
        warnings = List.copyOf(warnings);
    }
}
