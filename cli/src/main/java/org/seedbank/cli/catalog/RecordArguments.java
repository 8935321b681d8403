package org.seedbank.cli.catalog;

import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.metadata.DatasetRecord;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.downloading.reference.References;
import org.seedbank.downloading.reference.Resolved;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.web.WebAddress;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which dataset is to be cited or described to others, and what its entry does not know. */
final class RecordArguments {

    @Parameters(paramLabel = "REF", description = "A serial, digest, infohash, NAME/SERIAL, or .torrent file or URL.")
    private String reference;

    @Option(
            names = "--publisher",
            paramLabel = "NAME",
            description = "Who publishes it, such as your lab; an entry does not say.")
    private String publisher;

    @Option(names = "--url", paramLabel = "URL", description = "A page about it, for what has no DOI.")
    private String page;

    @Mixin
    private CatalogOption catalog;

    /** The dataset with its files and its magnet link. Throws {@link ParameterException} where nothing is said of it. */
    DatasetRecord record(CommandLine commandLine, Context context) throws InterruptedException {
        Optional<String> address = Optional.ofNullable(page).map(text -> address(commandLine, text));
        Resolved resolved = new References(() -> catalog.set(context)).resolve(reference);
        Metainfo torrent = resolved.torrent();
        Optional<Entry> entry = EntryOf.dataset(resolved);
        if (entry.isEmpty()) {
            throw new ParameterException(
                    commandLine,
                    "nothing is said of '%s': no catalog has an entry of it, and its torrent carries none"
                            .formatted(torrent.name()));
        }
        if (entry.get().withdrawn()) {
            context.terminal()
                    .warn("'%s' was withdrawn%s".formatted(entry.get().title(), WithdrawalText.of(entry.get())));
        }
        DatasetRecord known = DatasetRecord.of(entry.get())
                .withFiles(torrent.files())
                .withMagnet(torrent.magnetLink(entry.get().seedAddresses()));
        DatasetRecord published = publisher == null ? known : known.withPublisher(publisher);
        return address.map(published::withPage).orElse(published);
    }

    /** As programs read it: with everything percent-encoded that has to be. */
    private static String address(CommandLine commandLine, String text) {
        WebAddress address = WebAddress.parse(text)
                .filter(each -> each.user().isEmpty())
                .orElseThrow(() -> new ParameterException(
                        commandLine,
                        "--url: '%s' is no address such as https://example.org/soil"
                                .formatted(WebAddress.shown(text))));
        int fragment = text.indexOf('#');
        return address.uri() + (fragment < 0 ? "" : "#" + WebAddress.encoded(text.substring(fragment + 1)));
    }
}
