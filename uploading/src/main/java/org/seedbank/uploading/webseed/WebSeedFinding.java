package org.seedbank.uploading.webseed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.uploading.UploadingException;

/**
 * The state of one web server.
 *
 * @param url its address, without what looks like a personal key
 * @param pieces how many pieces were read and are right
 * @param bytes how many bytes these have
 * @param whole why no parts of files can be had, in words that go on after its address; empty when they can
 * @param missing what it has not, or did not answer, in words that go on after its address; empty when nothing was missed
 * @param wrong what it has otherwise than published, in the same way
 */
public record WebSeedFinding(
        String url, int pieces, long bytes, Optional<String> whole, List<String> missing, List<String> wrong) {

    /** Copies the lists. What is the same for several files is said once. */
    public WebSeedFinding {
        missing = missing.stream().distinct().toList();
        wrong = wrong.stream().distinct().toList();
    }

    /** True when parts of files can be had; else whoever fetches has to read files from their start. */
    public boolean inParts() {
        return whole.isEmpty();
    }

    /** Throws {@link UploadingException.WrongWebSeed} when it has something else than was published. */
    public void requireNothingWrong() {
        if (!wrong.isEmpty()) {
            throw new UploadingException.WrongWebSeed(url, wrong.get(0));
        }
    }

    /** What a person should know, each in one line; a part of it is the server's text. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!missing.isEmpty()) {
            warnings.add("web seed '%s': %s; it is named all the same, and others can fetch from it when that is mended"
                    .formatted(url, String.join("; ", missing)));
        }
        whole.filter(why -> pieces > 0).ifPresent(why -> warnings.add("web seed '%s': %s".formatted(url, why)));
        return warnings;
    }

    /** True when all that was looked at is what was published. */
    public boolean isRight() {
        return missing.isEmpty() && wrong.isEmpty();
    }
}
