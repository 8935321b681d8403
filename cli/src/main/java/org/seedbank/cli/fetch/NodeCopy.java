package org.seedbank.cli.fetch;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.Failures;
import org.seedbank.cli.frame.NodeNews;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.verify.FixityJson;
import org.seedbank.cli.verify.FixityText;
import org.seedbank.cli.verify.HeldCopy;
import org.seedbank.downloading.fetch.CopyDataset;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.StoredDatasets;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.SwarmKey;

/** Makes further copies of what the node has, from its own copy. */
final class NodeCopy {

    private static final Duration FOR_A_MAGNET = Duration.ofMinutes(1);

    private final Context context;
    private final PlaceOptions place;
    private final Predicate<DatasetPath> chosen;
    private final int jobs;
    private final boolean json;
    private final boolean quiet;

    NodeCopy(
            Context context, PlaceOptions place, Predicate<DatasetPath> chosen, int jobs, boolean json, boolean quiet) {
        this.context = context;
        this.place = place;
        this.chosen = chosen;
        this.jobs = jobs;
        this.json = json;
        this.quiet = quiet;
    }

    /** The exit code: that of the first dataset that fails. One that fails does not keep the others from being copied. */
    int run(List<RequestedDatasets.Source> sources) throws InterruptedException {
        NodeControl node = context.nodes().required();
        int code = ExitCodes.OK;
        for (RequestedDatasets.Source source : sources) {
            int each;
            try {
                each = copy(
                        node,
                        source.get(RequestedDatasets.Magnets.of(node, link -> node.resolve(link, false, FOR_A_MAGNET)))
                                .torrent());
            } catch (SeedbankException e) {
                if (sources.size() == 1) {
                    throw e;
                }
                Failures.tell(e, context.terminal(), json);
                each = ExitCodes.of(e.getClass());
            }
            code = code == ExitCodes.OK ? each : code;
        }
        return code;
    }

    private int copy(NodeControl node, Metainfo torrent) throws InterruptedException {
        DatasetView view = node.dataset(SwarmKey.of(torrent));
        Path target = place.place(torrent).root();
        StoredDatasets.in(context.home().nodeFolder()).requireFree(torrent, target);
        HeldCopy.requireArrived(view);
        Path from = Path.of(view.path());
        Metainfo there = StoredNames.in(torrent, from);
        CopyDataset.Request request = new CopyDataset.Request(there, from, target, there.choosing(chosen), jobs);
        FixityReport report;
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            try (ProgressMeter meter = new ProgressMeter(context.terminal(), "verifying", quiet)) {
                report = Verification.run(
                        StoredNames.in(torrent, target), target, there.choosing(chosen), jobs, meter.hashing());
            }
            if (report.isIntact()) {
                return print(report, "is there already: '%s'".formatted(target));
            }
        }
        try (ProgressMeter meter = new ProgressMeter(context.terminal(), "verifying", quiet)) {
            report = new CopyDataset().run(request, meter.hashing());
        }
        String what = report.damage().isEmpty() ? "copied to '%s'" : "not copied to '%s': '%s' is damaged";
        int code = print(report, what.formatted(target, view.path()));
        if (!report.damage().isEmpty()) {
            NodeNews.tell(node, view, report);
        }
        return code;
    }

    private int print(FixityReport report, String what) {
        if (json) {
            JsonOutput.print(FixityJson.of(report), context.terminal());
        } else {
            context.terminal().out().println(SafeText.line(what));
            new FixityText(context.terminal()).print(report);
        }
        return ExitCodes.of(report);
    }
}
