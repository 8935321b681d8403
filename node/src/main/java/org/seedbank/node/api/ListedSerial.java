package org.seedbank.node.api;

import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The serials under which catalogs list what a node has, so that its history says what people call it. */
public final class ListedSerial {

    private static final Logger LOG = LoggerFactory.getLogger(ListedSerial.class);

    private ListedSerial() {}

    /**
     * Tells a node what people call a dataset in a catalog. A node that has lost the dataset meanwhile, or is of an earlier
     * version, has it without; nothing else depends on that.
     */
    public static void tell(NodeControl node, SwarmKey key, String serial) throws InterruptedException {
        try {
            node.listed(key, serial);
        } catch (NodeException e) {
            LOG.debug("the history of '{}' is without its serial: {}", key, e.getMessage());
        }
    }
}
