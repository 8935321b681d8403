package org.seedbank.node.internal.orders;

import java.util.Set;
import java.util.stream.Collectors;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Order;

/** Makes of every order the task that carries it out. Safe for all threads. */
final class OrderTasks {

    private final OrderContext means;

    OrderTasks(OrderContext means) {
        this.means = means;
    }

    Task of(OrderProgress standing) {
        Order order = standing.order();
        if (order instanceof Order.Watch watch) {
            return new WatchTask(means, standing, watch);
        }
        if (order instanceof Order.Drop drop) {
            return new DropTask(means, standing, drop);
        }
        if (order instanceof Order.Follow follow) {
            return new FollowTask(means, standing, follow);
        }
        return new LinkTask(means, standing, (Order.Link) order);
    }

    /** Who brought what the node has. */
    Set<String> origins() throws InterruptedException {
        return means.node().datasets().stream().map(DatasetView::origin).collect(Collectors.toSet());
    }

    /** The order with its paths as they really are. Throws as {@link Orders#order} does. */
    Order checked(Order order) throws InterruptedException {
        return new OrderCheck(means).checked(order);
    }
}
