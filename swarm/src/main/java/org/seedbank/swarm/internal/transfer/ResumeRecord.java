package org.seedbank.swarm.internal.transfer;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The note of a fetch that has not ended.
 *
 * @param boot the boot of the system that it was written under
 * @param root where the dataset lies
 * @param pieces what is there
 */
record ResumeRecord(String boot, Path root, PieceSet pieces) {

    private static final Pattern TEXT = Pattern.compile(
            "seedbank-resume 1\nboot ([0-9a-f-]*)\nroot (\\S+)\npieces ([0-9]{1,9})\nhave ([A-Za-z0-9+/=]*)\n");

    /** The record with this text; empty for any other text, such as a later version's. */
    static Optional<ResumeRecord> parse(String text) {
        Matcher fields = TEXT.matcher(text);
        if (!fields.matches()) {
            return Optional.empty();
        }
        try {
            PieceSet pieces = PieceSet.parse(Integer.parseInt(fields.group(3)), fields.group(4));
            Path root = Path.of(URLDecoder.decode(fields.group(2), StandardCharsets.UTF_8));
            return Optional.of(new ResumeRecord(fields.group(1), root, pieces));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Four lines and a heading; {@link #parse} is its inverse. */
    String text() {
        return "seedbank-resume 1\nboot %s\nroot %s\npieces %d\nhave %s\n"
                .formatted(
                        boot,
                        URLEncoder.encode(root.toString(), StandardCharsets.UTF_8),
                        pieces.size(),
                        pieces.base64());
    }
}
