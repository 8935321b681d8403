package org.seedbank.swarm.webseed;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.web.HttpAnswer;

/** Looks whether a server has a file, how long it is there, and whether parts of it can be had (BEP 19). */
public final class ServerProbe {

    private static final String FIRST_BYTE = "bytes=0-0";

    private final Asking asking;

    /** Asks by this. */
    public ServerProbe(Asking asking) {
        this.asking = asking;
    }

    /**
     * A file on a server.
     *
     * @param whole why no parts of it can be had, in words that go on after the server's address; empty when they can
     * @param length its bytes, if the server says so
     */
    public record Found(Optional<String> whole, OptionalLong length) {}

    /**
     * Asks for the first byte of a file that has one.
     *
     * @param address of the file on the server
     * @param path of it in the dataset, for a person
     * @throws WebSeedTrouble when the server answers with something else
     * @throws IOException when no answer came
     */
    public Found look(URI address, DatasetPath path) throws IOException, WebSeedTrouble, InterruptedException {
        String named = "'%s'".formatted(path.text());
        try (HttpAnswer answer = asking.get(address, false)
                .asSent()
                .within(FilesReader.BEGIN)
                .header("Range", FIRST_BYTE)
                .answer()) {
            if (answer.status() == 206) {
                return new Found(
                        Optional.empty(),
                        ContentRange.of(answer).map(ContentRange::total).orElse(OptionalLong.empty()));
            }
            if (answer.status() != 200) {
                throw Refusals.of(answer, named, "the first byte of " + named);
            }
            boolean compressed = answer.header("Content-Encoding").isPresent();
            Optional<Long> length = compressed
                    ? Optional.empty()
                    : answer.header("Content-Length").map(Long::parseLong);
            return new Found(
                    Optional.of(compressed ? ServerMemory.COMPRESSED : ServerMemory.WHOLE),
                    length.map(OptionalLong::of).orElse(OptionalLong.empty()));
        }
    }
}
