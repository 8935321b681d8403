package org.seedbank.cli.fetch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.option.PeerOptions;
import org.seedbank.cli.option.PrivateOption;
import org.seedbank.cli.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the node fetch and seed any torrent. */
@Command(
        name = "add",
        description = {
            "",
            "Takes .torrent files, URLs of them and magnet links; a copy that is there already is checked and seeded."
                    + " The torrents may be of other programs: they are verified by their pieces. A node is started if"
                    + " none runs."
        },
        footer = {
            "  seedbank add weather.torrent -d copies",
            "  seedbank add https://example.org/weather.torrent --paused",
            "  seedbank add 'magnet:?xt=urn:btih:005e05037d6ea7ecb50b0023382a9a1a7ddecee7'"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.NOBODY_HAS_IT,
            ExitCodes.Help.INTERRUPTED
        })
public final class AddCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(arity = "1..*", paramLabel = "TORRENT", description = "A .torrent file or URL, or a magnet link.")
    private List<String> torrents;

    @Mixin
    private PlaceOptions place;

    @Option(names = "--paused", description = "Do not begin before 'seedbank resume'.")
    private boolean paused;

    @Option(names = "--public", description = "Talk to peers anywhere; a node that is started for this then does.")
    private boolean open;

    @Mixin
    private PrivateOption allow;

    @Mixin
    private OutputOptions output;

    public AddCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        place.usual(new Settings(context).folder());
        place.check(torrents.size() > 1);
        RequestedDatasets wanted = new RequestedDatasets(context, new CatalogOption(), allow.isAllowed());
        List<RequestedDatasets.Source> sources = wanted.named(torrents);
        return new NodeFetch(
                        context,
                        new NodeFetch.Request(
                                place, path -> true, new PeerOptions(), true, paused, "add", false, allow.isAllowed()),
                        new NodeFetch.Manner(
                                open, false, false, false, false, Duration.ZERO, true, output.json(), true))
                .run(wanted, sources);
    }
}
