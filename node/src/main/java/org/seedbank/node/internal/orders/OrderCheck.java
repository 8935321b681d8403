package org.seedbank.node.internal.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.IoReason;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;

/** Sees whether an order can be carried out at all, so that a person hears it at once and not by and by. */
final class OrderCheck {

    private static final String DIRECTORY = "dir";

    private final OrderContext means;

    OrderCheck(OrderContext means) {
        this.means = means;
    }

    /** The order with the real paths of its folders. Throws as {@link Orders#order} does. */
    Order checked(Order order) throws InterruptedException {
        if (order instanceof Order.Watch watch) {
            return watch(watch);
        }
        if (order instanceof Order.Drop drop) {
            return drop(drop);
        }
        if (order instanceof Order.Follow follow) {
            requireCatalog(follow.catalog());
            return new Order.Follow(follow.catalog(), follow.match(), writable(follow.folder()), follow.every());
        }
        return link((Order.Link) order);
    }

    private static Order watch(Order.Watch watch) {
        Path folder = readable(watch.folder());
        Path target = writable(watch.target());
        if (folder.equals(target)) {
            throw refused(
                    "'%s' cannot be watched and receive the datasets too".formatted(folder),
                    "let the datasets go to another folder");
        }
        return new Order.Watch(folder, target);
    }

    private Order drop(Order.Drop drop) {
        Catalog catalog = requireCatalog(drop.catalog());
        Path folder = readable(drop.folder());
        requireOutside(folder, means.settings().node(), "the node's own files");
        requireOutside(folder, means.settings().catalogs().local(), "your own catalog");
        requireOutside(folder, means.settings().checkpoints(), "this program's own notes");
        if (DIRECTORY.equals(catalog.uri().getScheme())) {
            requireOutside(folder, Path.of(catalog.uri().getSchemeSpecificPart()), "the catalog itself");
        }
        return new Order.Drop(folder, drop.catalog(), drop.quiet());
    }

    private static void requireOutside(Path drop, Path own, String what) {
        Path real = Files.exists(own) ? real(own) : own.toAbsolutePath().normalize();
        if (real.startsWith(drop) || drop.startsWith(real)) {
            throw refused(
                    "'%s' cannot be a drop folder: %s would be published".formatted(drop, what),
                    "use a folder of its own for what is to be published");
        }
    }

    private Order link(Order.Link link) throws InterruptedException {
        DatasetView view = means.node().dataset(link.key());
        Path folder = writable(link.folder());
        if (folder.startsWith(Path.of(view.path()))) {
            throw refused(
                    "'%s' lies in the dataset that is to be linked".formatted(folder),
                    "use a folder outside the dataset");
        }
        return new Order.Link(link.key(), folder, link.symbolic());
    }

    private Catalog requireCatalog(Optional<String> name) {
        Catalogs catalogs = new Catalogs(means.settings().catalogs());
        try {
            return name.map(catalogs::open)
                    .orElseGet(() -> catalogs.open(catalogs.registry().byDefault()));
        } catch (CatalogException e) {
            throw new NodeException.Refused(e);
        }
    }

    private static Path writable(Path folder) {
        Path real = readable(folder);
        if (!Files.isWritable(real)) {
            throw refused("you may not write to '%s'".formatted(folder), "use a folder of your own");
        }
        return real;
    }

    private static Path readable(Path folder) {
        if (!folder.isAbsolute()) {
            throw new NodeException.BadRequest("'%s' is not absolute".formatted(folder));
        }
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? "'%s' is not a folder" : "there is no folder '%s'";
            throw refused(what.formatted(folder), "make it first, and see that its disk is mounted");
        }
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw refused("you may not read '%s'".formatted(folder), "use a folder of your own");
        }
        Path real = real(folder);
        if (real.getNameCount() == 0) {
            throw refused("'%s' is a whole file system".formatted(folder), "use a folder in it");
        }
        return real;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw refused("cannot use '%s': %s".formatted(path, IoReason.of(e)), "use another folder");
        }
    }

    private static NodeException.Refused refused(String reason, String remedy) {
        return new NodeException.Refused(reason, remedy);
    }
}
