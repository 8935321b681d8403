package org.seedbank.node.internal.places;

import java.nio.file.Path;
import org.seedbank.swarm.SwarmKey;

/**
 * Where one dataset lies, or is to lie.
 *
 * @param key the dataset
 * @param name its name, for a person
 * @param root its folder or its one file; absolute
 * @param published whether it was published from there, so that nothing is written there
 */
public record DatasetPlace(SwarmKey key, String name, Path root, boolean published) {

    private static final String INCOMING = ".seedbank-incoming-";
    private static final int DIGITS = 16;

    /** The folder in which it arrives, given where its place really is. */
    Path incoming(Path real) {
        return real.resolveSibling(INCOMING + key.hex().substring(0, DIGITS));
    }
}
