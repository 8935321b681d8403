package org.seedbank.catalog.drive.emulator;

import java.time.Instant;
import java.util.Map;

/**
 * A file or folder as it was when somebody looked.
 *
 * @param parent the folder's id, or null of a top folder
 * @param owner the account's mail address, or null in a shared drive
 * @param description null where there is none
 * @param size in bytes, 0 of a folder
 * @param trashed also where only a folder above it was put into the trash
 */
public record EmulatedFile(
        String id,
        String parent,
        String owner,
        String name,
        String mimeType,
        String description,
        Map<String, String> properties,
        Instant createdTime,
        Instant modifiedTime,
        long size,
        boolean trashed) {

    static EmulatedFile of(Item item) {
        return new EmulatedFile(
                item.id,
                item.parent == null ? null : item.parent.id,
                item.owner,
                item.name,
                item.mimeType,
                item.description,
                Map.copyOf(item.properties),
                item.createdTime,
                item.modifiedTime,
                item.content == null ? 0 : item.content.size(),
                item.isInTrash());
    }
}
