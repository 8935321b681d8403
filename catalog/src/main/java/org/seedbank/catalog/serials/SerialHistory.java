package org.seedbank.catalog.serials;

import java.util.Map;
import java.util.Set;
import org.seedbank.integrity.Sha256;

/**
 * Describes what serials have meant besides what they mean now.
 *
 * @param highest the highest number that any entry has, or is known to have had; 0 when there was never any
 * @param formerly what a serial meant on this machine at another time and does not mean now
 * @param lost what datasets were called on this machine whose entries are not there any more
 * @param gone those of {@code formerly} that belong to something which is not there any more, or cannot be shown
 */
public record SerialHistory(
        int highest, Map<Serial, Set<Sha256>> formerly, Map<Sha256, Serial> lost, Set<Serial> gone) {

    /** Copies. */
    public SerialHistory {
        formerly = Map.copyOf(formerly);
        lost = Map.copyOf(lost);
        gone = Set.copyOf(gone);
    }
}
