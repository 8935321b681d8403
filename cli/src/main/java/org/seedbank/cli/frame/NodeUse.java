package org.seedbank.cli.frame;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;

/** How commands hand work to the node. */
public final class NodeUse {

    private static final String FOLDER = "dir:";

    private NodeUse() {}

    /** The node, started if none runs. */
    public static NodeControl node(Context context) throws InterruptedException {
        return context.nodes().runningOrStarted(NodeStart.USUAL);
    }

    /**
     * The node, started if none runs, for data that is to be shared as far as a person said.
     *
     * @param open whether peers anywhere are to be reached
     * @throws NodeException.Refused when they are, and the node reaches less far, or was told to
     */
    public static NodeControl node(Context context, boolean open) throws InterruptedException {
        NodeReach reach = new NodeReach(context);
        Optional<NodeControl> running = context.nodes().running();
        Optional<Network> kept = reach.kept();
        Optional<Network> known =
                running.isPresent() ? Optional.of(running.get().facts().network()) : kept;
        if (open && known.isPresent() && known.get() != Network.PUBLIC) {
            throw new NodeException.Refused(
                    "the node reaches %s, and --public asks for more".formatted(ReachText.whom(known.get())),
                    "let it reach further with 'seedbank node reach public', which is for all of its datasets");
        }
        if (open && known.isEmpty()) {
            reach.keep(Optional.of(Network.PUBLIC));
            context.terminal().say("the node reaches peers anywhere from now on; 'seedbank node reach' changes that");
        } else if (kept.isEmpty() && known.orElse(Network.LOCAL) == Network.LOCAL) {
            new ReachQuestion(context).ask();
        } else if (!open && known.equals(Optional.of(Network.PUBLIC)) && running.isPresent()) {
            context.terminal().say("the node reaches peers anywhere, and shares this with them too");
        }
        return node(context);
    }

    /** A place as it is called in whatever folder the node runs. */
    public static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** A catalog's name or location, such that it means the same in whatever folder the node runs. */
    public static String catalog(Context context, String name) {
        if (context.catalogs().registry().find(name).isPresent()) {
            return name;
        }
        try {
            if (name.startsWith(FOLDER)) {
                return FOLDER + absolute(Path.of(name.substring(FOLDER.length())));
            }
            return Files.isDirectory(Path.of(name)) ? FOLDER + absolute(Path.of(name)) : name;
        } catch (InvalidPathException e) {
            return name;
        }
    }
}
