package org.seedbank.node.internal.files;

import java.io.IOException;
import java.nio.file.Path;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.ReachText;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.Network;

/**
 * Describes what keeps a dataset from going on.
 *
 * @param state the state that it is in then
 * @param why what a person is told
 * @param unmounted whether the dataset's file system is missing, so that nothing may be made in its place
 */
public record Obstacle(DatasetState state, String why, boolean unmounted) {

    /** Less is told as none: two digits are shown of copies. */
    private static final double LEAST_COPIES = 0.01;

    /** The memory has no room for its torrent beside others. */
    public static final Obstacle TURN = new Obstacle(
            DatasetState.WAITING,
            "its turn has not come: the torrents of what is being fetched take all the memory that there is for them",
            false);

    /** Returns what a task failed for, which is mostly the disk. */
    public static Obstacle of(RuntimeException failure) {
        if (failure instanceof SeedbankException known) {
            return failed(known);
        }
        Throwable disk = failure.getCause() instanceof IOException cause ? cause : failure;
        return failed("it could not go on: " + disk.getMessage());
    }

    public static Obstacle failed(SeedbankException why) {
        return failed(why.getMessage() + "; " + why.remedy());
    }

    public static Obstacle failed(String why) {
        return new Obstacle(DatasetState.FAILED, why, false);
    }

    public static Obstacle noRoom(String why) {
        return new Obstacle(DatasetState.NO_ROOM, why + "; it goes on when there is room", false);
    }

    /** Names the disk where it is missing, since that is what a person can see to. */
    public static Obstacle notThere(DatasetRecord record) {
        Path now = MountPoint.of(record.root());
        boolean unmounted = MountPoint.isMissing(record.mount(), now);
        String what = unmounted
                ? "nothing is mounted at '%s'".formatted(record.mount())
                : "nothing of it is at '%s'".formatted(record.root());
        return new Obstacle(DatasetState.NOT_THERE, what + "; it goes on when it is back", unmounted);
    }

    /**
     * Why nothing comes, for a person.
     *
     * @param banned how many peers were banned so far
     * @param network how far they are looked for
     */
    public static String silence(Availability availability, long banned, Network network) {
        String bad = banned == 0 ? "" : "; banned %d for what they sent".formatted(banned);
        // Whoever answers is reached.
        String near = availability.seeds() > 0 || decline(availability) || offersNothing(availability)
                ? ""
                : ReachText.limit(network).map("; "::concat).orElse("");
        String what = what(availability) + bad + near;
        return availability
                .trackerProblem()
                .map(problem -> what + "; " + problem)
                .orElse(what);
    }

    private static boolean decline(Availability availability) {
        return availability.peers() == 0
                && availability.declining() > 0
                && availability.declining() >= availability.knownPeers();
    }

    private static String what(Availability availability) {
        if (availability.peers() == 0) {
            return availability.knownPeers() == 0 ? "nobody who has it was found yet" : alone(availability);
        }
        if (availability.silentSince().isPresent()) {
            String those = availability.peers() == 1 ? "was asked and sends" : "were asked and send";
            return "connected to %d that %s nothing any more".formatted(availability.peers(), those);
        }
        if (availability.seeds() > 0) {
            return "connected to %d that %s it and %s nothing just now"
                    .formatted(
                            availability.seeds(),
                            availability.seeds() == 1 ? "has" : "have",
                            availability.seeds() == 1 ? "sends" : "send");
        }
        boolean one = availability.peers() == 1;
        return offersNothing(availability)
                ? "connected to %d that %s nothing of it just now"
                        .formatted(availability.peers(), one ? "offers" : "offer")
                : "connected to %d that %s not all of it either".formatted(availability.peers(), one ? "has" : "have");
    }

    /** Who seeds what it was first to publish, and may send nothing, does not say that it has anything. */
    private static boolean offersNothing(Availability availability) {
        return availability.peers() > 0
                && availability.seeds() == 0
                && availability.copies().isPresent()
                && availability.copies().getAsDouble() < LEAST_COPIES;
    }

    private static String alone(Availability availability) {
        int known = availability.knownPeers();
        if (decline(availability)) {
            return known == 1
                    ? "the one peer that is known answers, and does not offer what is missing"
                    : "none of the %d known peers offers what is missing, though they answer".formatted(known);
        }
        if (availability.declining() > 0) {
            return "of the %d known peers, %d answered and did not offer what is missing, and the others do not answer"
                    .formatted(known, availability.declining());
        }
        return known == 1
                ? "the one peer that is known does not answer"
                : "none of the %d known peers answers".formatted(known);
    }
}
