package org.seedbank.cli.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.names.CatalogAnswer;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.cli.frame.CompletionWords;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.option.RowOptions;
import org.seedbank.cli.screen.Column;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.integrity.SizeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the catalog with the numbers that people type. */
@Command(
        name = "list",
        description = {
            "",
            "The serial is what the other commands take. It never changes: new datasets go to the end, and"
                    + " withdrawn ones keep theirs. The state is that of your copy, as the node and other seedbanks that"
                    + " run on this machine know it: absent, 42 %%, seeding, paused, damaged, not there and so on. Where no"
                    + " node runs, it is 'not running' of what the node has, and in brackets what its state on the disk"
                    + " says.",
            "",
            "Of several versions of a dataset the newest is shown, with the number of older ones among what is listed;"
                    + " --all-versions shows each, and so does --json.",
            "",
            "Where catalogs were added, all of them are listed, with NAME/SERIAL in place of the serial. One that"
                    + " cannot be read costs a warning; exit code 5 says that none could be. Torrents that are"
                    + " nobody's entries stand behind the others, with their infohash in place of a serial.",
            "",
            "Columns are serial, state, size, files, published, title; digest, license, creators, doi; and, of what the node"
                    + " has, seeders (others that have all of it), copies, and seen: when that was last heard."
        },
        footer = {
            "  seedbank list",
            "  seedbank list soil --sort=-size --limit 10",
            "  seedbank list --filter state=damaged --columns serial,title",
            "  seedbank list --format '{{serial}} {{title}}'"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class ListCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            arity = "0..*",
            paramLabel = "TEXT",
            description = "Show only datasets that have every one of these words in title, description, creators or"
                    + " keywords, or at the beginning of the digest.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--all-versions", description = "Show older versions too, each with the newest one's serial.")
    private boolean allVersions;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private FreshnessOptions freshness;

    @Mixin
    private OutputOptions output;

    @Mixin
    private RowOptions rows = new RowOptions(ListRow.columns(SizeText::of));

    public ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        rows.check(output.json());
        CatalogSet set = catalog.set(context);
        List<CatalogAnswer> answers = set.list(freshness.freshness());
        if (!catalog.isNamed()) {
            keepForCompletion(set, answers);
        }
        String text = String.join(" ", words);
        CopyStates state = CopyStates.of(context);
        requireSome(answers, output.json());
        if (output.json()) {
            JsonOutput.print(ListJson.of(answers, text, state::of), context.terminal());
            return ExitCodes.OK;
        }
        tellHowOld(answers);
        ListText list = new ListText(set, state, allVersions);
        answers.forEach(each -> each.listing().ifPresent(listing -> list.add(each.source(), listing, text)));
        print(list, answers);
        return ExitCodes.OK;
    }

    private void print(ListText list, List<CatalogAnswer> answers) {
        List<Column<ListRow>> columns = ListRow.columns(rows::bytes);
        List<ListRow> wanted = rows.rows(list.rows(), columns);
        List<Column<ListRow>> shown = rows.columns(columns, ListRow.usual(columns, wanted));
        if (rows.isForPrograms()) {
            rows.print(wanted, columns, row -> row.json().get(), context.terminal());
        } else if (wanted.isEmpty()) {
            context.terminal().say(nothing(answers));
        } else {
            ListText.print(wanted, shown, context.terminal());
        }
    }

    private void keepForCompletion(CatalogSet set, List<CatalogAnswer> answers) {
        CompletionWords completion = new CompletionWords(context);
        completion.keepCatalogs();
        completion.keep(CompletionWords.Kind.REFS, answers.stream().flatMap(answer -> answer.listing().stream()
                .flatMap(listing -> listing.entries().stream())
                .map(listed -> new CompletionWords.Word(
                        set.reference(answer.source(), listed), listed.entry().title()))));
    }

    /** When nothing could be listed, that is the failure of the catalog that comes first. */
    private void requireSome(List<CatalogAnswer> answers, boolean quietly) {
        boolean none = answers.stream().allMatch(each -> each.failure().isPresent());
        List<CatalogAnswer> told = answers.subList(none ? 1 : 0, answers.size());
        if (none || !quietly) {
            CatalogOption.News news = new CatalogOption.News(context.terminal());
            told.forEach(each -> each.failure().ifPresent(why -> news.failed(each.source(), why)));
        }
        if (none) {
            throw answers.get(0).failure().orElseThrow();
        }
    }

    private void tellHowOld(List<CatalogAnswer> answers) {
        CatalogOption.News news = new CatalogOption.News(context.terminal());
        for (CatalogAnswer each : answers) {
            each.listing().ifPresent(listing -> CatalogOption.warnings(listing, context.terminal()));
            Optional<AsOf> moment = each.listing().flatMap(Listing::asOf);
            moment.ifPresent(asOf -> news.stale(each.source(), asOf));
            if (freshness.isOffline()) {
                moment.ifPresent(asOf -> news.stored(each.source(), asOf));
            }
        }
    }

    private static String nothing(List<CatalogAnswer> answers) {
        boolean empty = answers.stream()
                .flatMap(each -> each.listing().stream())
                .allMatch(listing ->
                        listing.entries().isEmpty() && listing.foreign().isEmpty());
        if (!empty) {
            return "no dataset matches";
        }
        return answers.size() == 1 ? "the catalog is empty" : "the catalogs are empty";
    }
}
