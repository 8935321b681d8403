package org.seedbank.node.internal.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.ReachText;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Source;

/**
 * Describes what keeps a dataset from going on.
 *
 * @param state the state that it is in then
 * @param why what a person is told
 * @param unmounted whether the dataset's file system is missing, so that nothing may be made in its place
 */
public record Obstacle(DatasetState state, String why, boolean unmounted) {

    private static final Set<Availability.Supply> REACHED =
            Set.of(Availability.Supply.NOBODY_OFFERS, Availability.Supply.NOTHING_OFFERED);

    private static final Set<Source.Kind> ASKED = Set.of(Source.Kind.TRACKER, Source.Kind.WEB_SEED, Source.Kind.PEER);

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
     * Tells whether nothing is left to wait for: nobody is connected, and of what was asked for peers or bytes all has failed.
     *
     * @param sources those of the transfer
     */
    public static boolean isCertain(Availability availability, List<Source> sources) {
        List<Source> asked = sources.stream()
                .filter(each -> ASKED.contains(each.kind()) && each.state() != Source.State.NOT_ASKED)
                .toList();
        return availability.peers() == 0
                && !asked.isEmpty()
                && asked.stream()
                        .allMatch(each -> each.state() == Source.State.FAILING
                                || each.fault().isPresent());
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
        String near = availability.seeds() > 0 || REACHED.contains(availability.supply())
                ? ""
                : ReachText.limit(network).map("; "::concat).orElse("");
        String what = what(availability) + bad + near;
        return availability
                .trackerProblem()
                .map(problem -> what + "; " + problem)
                .orElse(what);
    }

    private static String what(Availability availability) {
        int peers = availability.peers();
        int seeds = availability.seeds();
        return switch (availability.supply()) {
            case NOBODY_KNOWN -> "nobody who has it was found yet";
            case NOBODY_ANSWERS -> unanswered(availability);
            case NOBODY_OFFERS ->
                availability.knownPeers() == 1
                        ? "the one peer that is known answers, and does not offer what is missing"
                        : "none of the %d known peers offers what is missing, though they answer"
                                .formatted(availability.knownPeers());
            case PEERS_SILENT ->
                "connected to %d that %s nothing any more"
                        .formatted(peers, peers == 1 ? "was asked and sends" : "were asked and send");
            case SEEDED ->
                "connected to %d that %s nothing just now"
                        .formatted(seeds, seeds == 1 ? "has it and sends" : "have it and send");
            case NOTHING_OFFERED ->
                "connected to %d that %s nothing of it just now".formatted(peers, peers == 1 ? "offers" : "offer");
            case SOME -> "connected to %d that %s not all of it either".formatted(peers, peers == 1 ? "has" : "have");
        };
    }

    private static String unanswered(Availability availability) {
        int known = availability.knownPeers();
        if (availability.declining() > 0) {
            return "of the %d known peers, %d answered and did not offer what is missing, and the others do not answer"
                    .formatted(known, availability.declining());
        }
        return known == 1
                ? "the one peer that is known does not answer"
                : "none of the %d known peers answers".formatted(known);
    }
}
