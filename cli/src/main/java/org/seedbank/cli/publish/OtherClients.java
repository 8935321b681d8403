package org.seedbank.cli.publish;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seedbank.integrity.torrent.Metainfo;

/** What other BitTorrent programs make of a format, as the manual's table has it, which was measured. */
final class OtherClients {

    private OtherClients() {}

    /** Backspace, tab, line feed, form feed and carriage return in a name: aria2 refuses the whole torrent. Other control characters it writes otherwise. */
    private static final Pattern NOT_FOR_ARIA2 = Pattern.compile("[\\x08\\x09\\x0a\\x0c\\x0d]");

    private static final String ODD = "aria2, which takes no names with a tab or a line feed";

    /** Common programs that cannot take a torrent, and what they can; empty where all can. */
    static String notFor(Metainfo torrent) {
        boolean odd = Stream.concat(
                        Stream.of(torrent.name()),
                        torrent.files().stream().map(file -> file.path().text()))
                .anyMatch(name -> NOT_FOR_ARIA2.matcher(name).find());
        String instead = "; --format v1 is for all" + (odd ? " but " + ODD : "");
        return switch (torrent.format()) {
            case V1 -> odd ? ODD : "";
            case HYBRID -> "Transmission 3, aria2 1.36" + instead;
            case V2 -> "Transmission 3, aria2 1.36, WebTorrent" + instead;
        };
    }
}
