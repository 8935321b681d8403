package org.seedbank.node.internal.orders;

import java.nio.file.Path;
import java.util.List;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;

/** Refuses orders that would feed each other: nothing that the node itself puts somewhere may lie in a drop folder. */
final class OrderConflicts {

    private OrderConflicts() {}

    /** Throws {@link NodeException.Refused} when an order does not go together with those that there are. */
    static void check(Order added, List<Order> others) {
        for (Order other : others) {
            if (added instanceof Order.Drop drop) {
                check(drop.folder(), other);
            }
            if (other instanceof Order.Drop drop) {
                check(drop.folder(), added);
            }
        }
    }

    private static void check(Path drop, Order other) {
        Path used = other instanceof Order.Watch watch ? watch.target() : other.folder();
        boolean sameDrop = other instanceof Order.Drop && used.equals(drop);
        if (overlap(drop, used) && !sameDrop) {
            throw new NodeException.Refused(
                    "'%s' cannot be a drop folder: the node uses '%s' for another order, and would publish what is there"
                            .formatted(drop, used),
                    "use folders that do not lie in each other");
        }
        if (other instanceof Order.Watch watch && overlap(drop, watch.folder())) {
            throw new NodeException.Refused(
                    "'%s' cannot be a drop folder: '%s' is watched for torrents".formatted(drop, watch.folder()),
                    "use folders that do not lie in each other");
        }
    }

    private static boolean overlap(Path a, Path b) {
        return a.startsWith(b) || b.startsWith(a);
    }
}
