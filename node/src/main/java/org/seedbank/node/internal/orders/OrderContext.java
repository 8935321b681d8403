package org.seedbank.node.internal.orders;

import org.seedbank.node.api.NodeControl;
import org.seedbank.node.internal.store.AtWork;

/**
 * Describes what orders are carried out with.
 *
 * @param node the node that carries them out
 * @param torrents the torrents of its datasets
 * @param settings what is set
 * @param save writes down what has been noted, or says why not and leaves it for later
 */
record OrderContext(NodeControl node, HeldTorrents torrents, OrdersSettings settings, Runnable save) {

    /**
     * Begins what could end the process, and then would, each time that it is tried.
     *
     * @throws org.seedbank.node.api.NodeException.Refused when it has done so too often
     */
    AtWork.Work begin(OrderProgress order, String name, String stamp) {
        return settings.atWork().begin(order.id() + " " + name, stamp);
    }

    OrderTimings pace() {
        return settings.pace();
    }
}
