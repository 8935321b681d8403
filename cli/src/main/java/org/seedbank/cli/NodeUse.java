package org.seedbank.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.node.NodeControl;
import org.seedbank.node.NodeException;
import org.seedbank.swarm.Network;

/** How commands hand work to the node. */
final class NodeUse {

    private static final String FOLDER = "dir:";

    private NodeUse() {}

    /** The node, started if none runs. */
    static NodeControl node(Context context) throws InterruptedException {
        return context.nodes().runningOrStarted(NodeStart.reaching(false));
    }

    /**
     * The same for data that is to be shared as far as a person said.
     *
     * @param open whether peers anywhere are to be reached
     * @throws NodeException.Refused when they are, and the node that runs reaches this machine only
     */
    static NodeControl node(Context context, boolean open) throws InterruptedException {
        Optional<NodeControl> running = context.nodes().running();
        if (running.isEmpty()) {
            return context.nodes().runningOrStarted(NodeStart.reaching(open));
        }
        Network network = running.get().facts().network();
        if (open && network == Network.LOCAL) {
            throw new NodeException.Refused(
                    "the node that runs reaches this machine only, and --public asks for more",
                    "restart it with 'seedbank node restart --public', which is for all of its datasets");
        }
        if (!open && network == Network.PUBLIC) {
            context.terminal().say("the node reaches peers anywhere, and shares this with them too");
        }
        return running.get();
    }

    /** The same place, whatever folder the node runs in. */
    static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** A catalog's name or location, such that it means the same in whatever folder the node runs. */
    static String catalog(Context context, String name) {
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
