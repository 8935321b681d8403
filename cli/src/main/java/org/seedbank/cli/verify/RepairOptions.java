package org.seedbank.cli.verify;

import java.nio.file.Path;
import java.util.List;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.option.PeerOptions;
import org.seedbank.cli.option.SwarmOptions;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.downloading.repair.CopySupply;
import org.seedbank.downloading.repair.PieceSupply;
import org.seedbank.downloading.repair.SwarmSupply;
import org.seedbank.swarm.Network;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a verification that mends what it finds. */
final class RepairOptions {

    private static final List<String> OF_THE_SWARM = List.of("--peer", "--timeout", "--public", "--port");

    @Option(
            names = "--repair",
            description = "Mend damaged, missing and cut files with pieces from the swarm, or from --from. Intact files"
                    + " and files of others are not touched.")
    private boolean repair;

    @Option(
            names = "--from",
            paramLabel = "OTHER",
            description = "Repair from this copy on a disk, which may be damaged elsewhere and is only read, without"
                    + " the swarm.")
    private Path from;

    /** Set when the options are looked at. */
    private boolean isLeft;

    @Mixin
    private PeerOptions peers;

    @Mixin
    private SwarmOptions swarm;

    /** Tells whether to mend; throws when options make no sense together. */
    boolean isRepair(CommandSpec spec) {
        String given = OF_THE_SWARM.stream()
                .filter(option -> spec.commandLine().getParseResult().hasMatchedOption(option))
                .findFirst()
                .orElse(from == null ? "" : "--from");
        isLeft = given.isEmpty();
        if (!repair && !given.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "%s is for --repair".formatted(given));
        }
        if (from != null && !given.equals("--from")) {
            throw new ParameterException(
                    spec.commandLine(), "%s is for the swarm, which --from does without".formatted(given));
        }
        return repair;
    }

    PieceSupply supply(Context context) throws InterruptedException {
        Network network = swarm.isPublic() ? Network.PUBLIC : Network.LOCAL;
        return from == null
                ? new SwarmSupply(() -> swarm.openSwarm(context), peers.peers(network), peers.silence())
                : new CopySupply(from);
    }

    /** Tells whether nothing is said of where pieces come from, so that the node may see to it. */
    boolean isLeftToTheNode() {
        return isLeft;
    }

    /** Where pieces come from, for a person. */
    String source() {
        return from == null ? "fetched from the swarm" : "taken from '%s'".formatted(from);
    }

    /** Says, where nothing came, whether more may be asked. */
    void tellWhoWasAsked(Terminal terminal) {
        if (from == null) {
            swarm.tellWhoWasAsked(terminal);
        }
    }
}
