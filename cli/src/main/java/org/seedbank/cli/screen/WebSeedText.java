package org.seedbank.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.uploading.webseed.WebSeedFinding;

/** Words for what was found on a web server. Its answers are strangers' texts. */
public final class WebSeedText {

    private WebSeedText() {}

    /** Said before a server is asked, as its answers may take a while. */
    public static String asked(String url) {
        return SafeText.line("asking web seed '%s' what it has".formatted(url));
    }

    /** What was found to be right; empty where something is not. */
    public static Optional<String> right(WebSeedFinding finding, Metainfo torrent) {
        return finding.isRight()
                ? Optional.of("web seed '%s' has what is published: %d of %s looked at"
                        .formatted(finding.url(), finding.pieces(), Amounts.count(torrent.pieceCount(), "piece")))
                : Optional.empty();
    }

    /** What a person should know, each in one line. */
    public static List<String> warnings(WebSeedFinding finding) {
        List<String> warnings = new ArrayList<>();
        if (!finding.missing().isEmpty()) {
            warnings.add("web seed '%s': %s; it is named all the same, and others can fetch from it when that is mended"
                    .formatted(finding.url(), String.join("; ", finding.missing())));
        }
        finding.whole()
                .filter(why -> finding.pieces() > 0)
                .ifPresent(why -> warnings.add("web seed '%s': %s".formatted(finding.url(), why)));
        return warnings;
    }
}
