package org.seedbank.node.internal.orders;

import org.seedbank.node.api.NodeControl;

/**
 * Describes what orders are carried out with.
 *
 * @param node the node that carries them out
 * @param torrents the torrents of its datasets
 * @param settings what is set
 * @param save writes down what has been noted, or says why not and leaves it for later
 */
record OrderContext(NodeControl node, HeldTorrents torrents, OrdersSettings settings, Runnable save) {

    OrderTimings pace() {
        return settings.pace();
    }
}
