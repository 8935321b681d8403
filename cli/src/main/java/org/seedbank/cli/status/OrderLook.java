package org.seedbank.cli.status;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.OrderView;

/** Has an order of the node look now, and waits until it has. */
final class OrderLook {

    /** A catalog on a slow server takes a while, and the node then goes on by itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long POLL_MILLIS = 100;

    private final NodeControl node;

    OrderLook(NodeControl node) {
        this.node = node;
    }

    /** The order when it has looked, or as it is when that takes too long. */
    OrderView now(OrderView before) throws InterruptedException {
        OrderView last = node.look(before.id());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        OrderView now = find(before.id());
        // Two looks within one tick of the clock are one.
        while (now.looked().equals(last.looked()) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            now = find(before.id());
        }
        return now;
    }

    private OrderView find(String id) throws InterruptedException {
        return node.orders().stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NodeException.UnknownOrder(id));
    }
}
