package org.seedbank.swarm.internal.announce;

import java.util.Optional;

/**
 * How a tracker was asked, and to what end.
 *
 * @param kind what came of it
 * @param word why it was in vain, in the tracker's own words where it had some; empty when it was not
 * @param answer what the tracker said, if it could be understood
 */
record TrackerOutcome(Kind kind, String word, Optional<AnnounceAnswer> answer) {

    /** Kinds of outcomes. */
    enum Kind {
        /** It did what was asked. */
        ANSWERED,
        /** It did not, or said nothing that could be understood; another torrent may fare better. */
        REFUSED,
        /** It was asked and said nothing, or broke off; others at that host may fare better. */
        SILENT,
        /** Nobody could be asked at that host. */
        UNREACHABLE,
        /** The proxy that stands before that host does not work. */
        BAD_PROXY,
        /** No host was found at all, as when this machine is off line. */
        OFF_LINE,
        /** It leads where this torrent must not ask. */
        FORBIDDEN;

        /** Tells whether other torrents would have fared the same. */
        boolean isOfHost() {
            return this == UNREACHABLE || this == BAD_PROXY || this == OFF_LINE;
        }
    }

    static TrackerOutcome answered(AnnounceAnswer answer) {
        return answer.failure()
                .map(reason -> new TrackerOutcome(Kind.REFUSED, reason, Optional.of(answer)))
                .orElseGet(() -> new TrackerOutcome(Kind.ANSWERED, "", Optional.of(answer)));
    }

    static TrackerOutcome failed(Kind kind, String word) {
        return new TrackerOutcome(kind, AnnounceAnswer.bounded(word), Optional.empty());
    }
}
