package org.seedbank.node.internal.orders;

import java.nio.file.Path;
import org.seedbank.catalog.CatalogSettings;

/**
 * What orders need of this machine.
 *
 * @param file where orders are kept: {@code orders.json} in the node's own folder
 * @param catalogs where catalogs are
 * @param program name and version of this program, noted in torrents
 * @param checkpoints the folder for notes of how far hashing has come
 * @param pace how often orders look
 * @param background lowers the priority of the thread that calls it, before that thread hashes anything
 */
public record OrdersSettings(
        Path file,
        CatalogSettings catalogs,
        String program,
        Path checkpoints,
        OrderTimings pace,
        Runnable background) {}
