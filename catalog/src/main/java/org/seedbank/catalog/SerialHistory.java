package org.seedbank.catalog;

import java.util.Map;
import java.util.Set;
import org.seedbank.integrity.Sha256;

/**
 * What serials have meant besides what they mean now.
 *
 * @param highest the highest number that any entry has, or is known to have had; 0 when there was never any
 * @param formerly what a serial meant on this machine at another time and does not mean now
 * @param gone those of {@code formerly} that belong to something which is not there any more
 */
public record SerialHistory(int highest, Map<Serial, Set<Sha256>> formerly, Set<Serial> gone) {

    /** Copies. */
    public SerialHistory {
        formerly = Map.copyOf(formerly);
        gone = Set.copyOf(gone);
    }
}
