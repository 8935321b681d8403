package org.seedbank.cli.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.seedbank.cli.frame.CompletionWords;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.option.RowOptions;
import org.seedbank.cli.screen.Column;
import org.seedbank.cli.screen.FindingJson;
import org.seedbank.cli.screen.FindingSubject;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.ScreenSize;
import org.seedbank.integrity.SizeText;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the node does with its datasets. */
@Command(
        name = "status",
        description = {
            "",
            "Without REF, a table of everything, and then what is wrong with the node and its machine. Below a dataset stands"
                    + " what keeps it from going on. With REF, everything about these datasets. Exit code 1 says that no"
                    + " node is running.",
            "",
            "Columns are serial, name, state, %%, size, down, up, peers, ratio, left; files, seeders (others that have all of it),"
                    + " copies, seen, digest, infohash, path."
        },
        footer = {
            "  seedbank status",
            "  seedbank status 1",
            "  seedbank status --filter state=damaged --sort name",
            "  seedbank status --watch"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class StatusCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "REF", description = "Serials, names, digests or infohashes.")
    private List<String> references = new ArrayList<>();

    @Option(names = "--watch", description = "Show the table anew as things change, until Ctrl-C.")
    private boolean watch;

    @Mixin
    private OutputOptions output;

    @Mixin
    private RowOptions rows = new RowOptions(StatusRow.columns(SizeText::of));

    public StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        rows.check(output.json());
        if (watch && (output.json() || !references.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--watch is for the table alone");
        }
        if (watch && !context.terminal().outIsTerminal()) {
            throw new ParameterException(spec.commandLine(), "--watch needs a terminal");
        }
        NodeControl node = context.nodes().required();
        if (watch) {
            watch(node);
            return ExitCodes.OK;
        }
        List<DatasetView> views = references.isEmpty()
                ? node.datasets()
                : CatalogOption.ofNode(node, context).find(references);
        if (references.isEmpty()) {
            new CompletionWords(context)
                    .keep(
                            CompletionWords.Kind.NAMES,
                            views.stream().map(view -> new CompletionWords.Word(view.name(), view.path())));
        }
        if (output.json()) {
            JsonOutput.print(
                    new Status(views, FindingJson.of(NodeTrouble.of(node).findings(), FindingSubject.NONE)),
                    context.terminal());
            return ExitCodes.OK;
        }
        ListedDatasets listed = ListedDatasets.among(views, context);
        if (references.isEmpty() || rows.isForPrograms()) {
            print(node, views, listed);
        } else {
            new StatusText(node, context.terminal(), listed).print(views);
        }
        return ExitCodes.OK;
    }

    private void print(NodeControl node, List<DatasetView> views, ListedDatasets listed) throws InterruptedException {
        List<Column<StatusRow>> columns = StatusRow.columns(rows::bytes);
        List<StatusRow> wanted = rows.rows(StatusTable.rows(views, listed), columns);
        List<Column<StatusRow>> shown = rows.columns(columns, StatusRow.usual(columns, wanted));
        if (rows.isForPrograms()) {
            rows.print(wanted, columns, StatusRow::view, context.terminal());
            return;
        }
        List<DatasetView> remaining = wanted.stream().map(StatusRow::view).toList();
        StatusTable.of(
                        wanted,
                        shown,
                        context.terminal().lineWidth(),
                        rows::bytes,
                        Cause.ofSilent(node, remaining),
                        listed)
                .print(context.terminal().out());
        NodeTrouble.of(node).lines().forEach(context.terminal()::warn);
    }

    private void watch(NodeControl node) {
        try (Terminal screen = ScreenSize.terminal()) {
            new StatusWatch(context.terminal(), node, () -> ScreenSize.of(screen)).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Datasets of the node, and what is wrong with it, as they are printed. */
    private record Status(List<DatasetView> datasets, List<FindingJson> findings) {}
}
