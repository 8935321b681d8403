package org.seedbank.cli.screen;

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
}
