package org.seedbank.cli.screen;

import java.util.Optional;

/**
 * The dataset of the node that findings are about, as far as their next steps depend on it.
 *
 * @param ref what it can be called by in a command
 * @param published whether it was published from here, so that what its torrent names can be changed here
 * @param isPrivate whether its peers are had from its torrent's trackers alone (BEP 27)
 * @param next what to do about its state, if something is
 */
public record FindingSubject(String ref, boolean published, boolean isPrivate, Optional<String> next) {

    /** None in particular. */
    public static final FindingSubject NONE = new FindingSubject("REF", true, false, Optional.empty());
}
