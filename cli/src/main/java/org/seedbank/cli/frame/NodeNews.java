package org.seedbank.cli.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.SwarmKey;

/** Tells the node that runs what a command has found in files that are the node's too. */
public final class NodeNews {

    /** With more than these it reads everything by itself. */
    private static final int MOST_NAMED = 50_000;

    private NodeNews() {}

    /** A dataset of the node that a path is, or is in. */
    public record Place(NodeControl node, DatasetView view, boolean whole) {}

    /** The node's own copy of a dataset, if this is it; empty too when no node answers. */
    public static Optional<Place> at(Context context, Metainfo torrent, Path path) throws InterruptedException {
        try {
            Optional<NodeControl> node = context.nodes().running();
            if (node.isEmpty()) {
                return Optional.empty();
            }
            SwarmKey key = SwarmKey.of(torrent);
            return node.get().datasets().stream()
                    .filter(view -> view.key().equals(key))
                    .filter(view -> isIn(path, Path.of(view.path())))
                    .map(view -> new Place(node.get(), view, isSame(path, Path.of(view.path()))))
                    .findFirst();
        } catch (SeedbankException e) {
            context.terminal().warn(e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isIn(Path path, Path root) {
        try {
            return path.toRealPath().startsWith(root.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSame(Path path, Path root) {
        try {
            return Files.isSameFile(path, root);
        } catch (IOException e) {
            return false;
        }
    }

    /** Tells what a verification of the node's own copy, or of a part of it, has found. A node that fails costs a warning. */
    public static void tell(Context context, Metainfo torrent, FixityReport report) throws InterruptedException {
        Optional<Place> place = at(context, torrent, report.root());
        if (place.isEmpty()) {
            return;
        }
        try {
            DatasetView now = tell(place.get().node(), place.get().view(), report);
            if (!report.damage().isEmpty()) {
                context.terminal()
                        .say(
                                heard(now)
                                        ? "the node has this copy, and does not offer what is damaged"
                                        : "the node has this copy, which is %s; it reads it when it goes on with it"
                                                .formatted(now.state().label()));
            }
        } catch (SeedbankException e) {
            context.terminal().warn(e.getMessage());
        }
    }

    /** Tells whether the node looks at what was found, or knew it; it passes over news of what it is not done with. */
    private static boolean heard(DatasetView now) {
        return switch (now.state()) {
            case CHECKING, VERIFYING, MENDING, DAMAGED -> true;
            default -> now.amounts().filesDamaged() > 0;
        };
    }

    /** Tells what was found in a dataset of the node; the answer is how it is then. */
    public static DatasetView tell(NodeControl node, DatasetView view, FixityReport report)
            throws InterruptedException {
        List<FileFinding> findings = report.findings();
        Set<Integer> damaged = new HashSet<>();
        int proven = 0;
        for (int i = 0; i < findings.size(); i++) {
            FileFinding finding = findings.get(i);
            if (finding instanceof FileFinding.Intact) {
                proven++;
            } else if (!(finding instanceof FileFinding.NotChosen || finding instanceof FileFinding.NotVerified)) {
                damaged.add(i);
            }
        }
        if (damaged.size() > MOST_NAMED) {
            return node.check(view.key(), true);
        }
        boolean complete = proven + damaged.size() >= view.amounts().filesWanted();
        return node.found(view.key(), new FixityFindings(report.ended(), complete, damaged));
    }
}
