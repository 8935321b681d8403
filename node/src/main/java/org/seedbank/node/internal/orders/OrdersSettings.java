package org.seedbank.node.internal.orders;

import java.nio.file.Path;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.node.internal.store.AtWork;
import org.seedbank.node.internal.store.NodeDatabase;

/**
 * Describes what orders need of this machine.
 *
 * @param database where orders are kept
 * @param node the node's own folder
 * @param catalogs where catalogs are
 * @param program name and version of this program, noted in torrents
 * @param checkpoints the folder for notes of how far hashing has come
 * @param pace how often orders look
 * @param atWork notes what an order is at, should that end the process
 * @param background lowers the priority of the thread that calls it, before that thread hashes anything
 */
public record OrdersSettings(
        NodeDatabase database,
        Path node,
        CatalogSettings catalogs,
        String program,
        Path checkpoints,
        OrderTimings pace,
        AtWork atWork,
        Runnable background) {}
