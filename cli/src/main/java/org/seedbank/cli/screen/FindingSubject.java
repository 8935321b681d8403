package org.seedbank.cli.screen;

import java.util.List;
import java.util.Optional;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;

/**
 * The dataset of the node that findings are about, as far as their next steps depend on it.
 *
 * @param ref what it can be called by in a command
 * @param published whether it was published from here, so that what its torrent names can be changed here
 * @param lacks whether something of it is not here
 * @param isPrivate whether its peers are had from its torrent's trackers alone (BEP 27)
 * @param dhtOff whether the DHT is not asked, and only because a setting says so
 * @param next what to do about its state, if something is
 */
public record FindingSubject(
        String ref, boolean published, boolean lacks, boolean isPrivate, boolean dhtOff, Optional<String> next) {

    /** None in particular. */
    public static final FindingSubject NONE = new FindingSubject("REF", true, false, false, false, Optional.empty());

    /** Tells of these sources whether the DHT is among them and is turned off. */
    public static boolean isDhtOff(List<Source> sources) {
        return sources.stream()
                .anyMatch(
                        each -> each.kind() == Source.Kind.DHT && each.reason().equals(Optional.of(NotAsked.OFF)));
    }
}
