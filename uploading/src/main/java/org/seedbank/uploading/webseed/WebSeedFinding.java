package org.seedbank.uploading.webseed;

import java.util.List;

/**
 * The state of one web server.
 *
 * @param url its address, without what looks like a personal key
 * @param pieces how many pieces were read and are right
 * @param bytes how many bytes these have
 * @param inParts whether parts of files can be had; without, whoever fetches has to read files from their start
 * @param missing what it has not, or did not answer, in words that go on after its address; empty when nothing was missed
 * @param wrong what it has otherwise than published, in the same way
 */
public record WebSeedFinding(
        String url, int pieces, long bytes, boolean inParts, List<String> missing, List<String> wrong) {

    /** Copies the lists. What is the same for several files is said once. */
    public WebSeedFinding {
        missing = missing.stream().distinct().toList();
        wrong = wrong.stream().distinct().toList();
    }

    /** True when all that was looked at is what was published. */
    public boolean isRight() {
        return missing.isEmpty() && wrong.isEmpty();
    }
}
