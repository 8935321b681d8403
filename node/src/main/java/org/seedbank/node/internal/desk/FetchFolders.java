package org.seedbank.node.internal.desk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;

/**
 * The folders that whoever has the page of a node may fetch into. What a terminal was used for once is good: the page itself
 * names no new place on the disk.
 */
final class FetchFolders {

    private final NodeControl node;
    private final Path downloads;

    FetchFolders(NodeControl node, Path downloads) {
        this.node = node;
        this.downloads = downloads;
    }

    /** In the order of their paths. No disk is asked but for {@code downloads}: one of another may hang. */
    List<Path> all() throws InterruptedException {
        TreeSet<Path> folders = new TreeSet<>();
        for (DatasetView view : node.datasets()) {
            Path parent = Path.of(view.path()).getParent();
            if (parent != null) {
                folders.add(parent);
            }
        }
        for (OrderView each : node.orders()) {
            if (each.order() instanceof Order.Follow follow) {
                folders.add(follow.folder());
            } else if (each.order() instanceof Order.Watch watch) {
                folders.add(watch.target());
            }
        }
        if (Files.isDirectory(downloads)) {
            folders.add(downloads);
        }
        return List.copyOf(folders);
    }

    /** Refuses a folder that is none of them. */
    Path require(Path folder) throws InterruptedException {
        if (!all().contains(folder)) {
            throw new NodeException.Refused(
                    "'%s' is none of the folders that the page fetches into".formatted(folder),
                    "fetch something into it once from a terminal; from then on it is one");
        }
        return folder;
    }
}
