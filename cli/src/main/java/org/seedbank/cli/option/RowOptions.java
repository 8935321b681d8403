package org.seedbank.cli.option;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seedbank.cli.frame.UsageFault;
import org.seedbank.cli.screen.Column;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.SizeText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which rows and columns of a long list are printed, and how: the same words in each command that has one. */
public final class RowOptions {

    private static final Pattern FILTER = Pattern.compile("(?<column>[^=!]+)(?<not>!)?=(?<text>.*)", Pattern.DOTALL);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            split = ",",
            description = "Show these columns, with commas between them.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            split = ",",
            description =
                    "Sort by this column, or by several with commas between them; --sort=-COLUMN begins at the end.")
    private List<String> sort = new ArrayList<>();

    @Option(
            names = "--filter",
            paramLabel = "COLUMN=TEXT",
            description =
                    "Show only rows with these words in this column, such as state=damaged; '*' stands for any letters,"
                            + " and != for all other rows. May be given several times.")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = WholeNumber.Lines.class,
            description = "Show this many rows at most.")
    private Integer limit;

    @Option(
            names = "--format",
            paramLabel = "TEMPLATE",
            description = "Print each row by a Mustache template of columns, such as '{{serial}} {{title}}'.")
    private String format;

    @Option(names = "--jsonl", description = "Print each row as JSON in a line of its own.")
    private boolean jsonLines;

    @Option(names = "--iec", description = "Show sizes in powers of 1024, such as KiB.")
    private boolean iec;

    @Option(names = "--si", description = "Show sizes in powers of 1000, such as kB; this is the default.")
    private boolean si;

    private final List<String> names;

    /** The options of a list with these columns. */
    public RowOptions(List<? extends Column<?>> known) {
        this.names = known.stream().<String>map(Column::name).toList();
    }

    /** The columns that can be named. */
    public List<String> names() {
        return names;
    }

    /** Throws where options exclude each other; {@code json} tells whether the whole result is wanted as one document. */
    public void check(boolean json) {
        boolean chosen = Stream.of(columns, sort, filters).anyMatch(each -> !each.isEmpty())
                || limit != null
                || format != null
                || jsonLines;
        if (json && chosen) {
            throw refusal("--json prints everything as one document; --jsonl goes with --sort, --filter and --limit");
        }
        if (Stream.of(jsonLines, format != null, !columns.isEmpty())
                        .filter(each -> each)
                        .count()
                > 1) {
            throw refusal("--columns, --format and --jsonl exclude each other");
        }
        if (si && iec) {
            throw refusal("--si and --iec exclude each other");
        }
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A number of bytes in the units that are wanted. */
    public String bytes(long bytes) {
        return iec ? SizeText.binary(bytes) : SizeText.of(bytes);
    }

    /** Tells whether rows are wanted for a program, and not as a table. */
    public boolean isForPrograms() {
        return jsonLines || format != null;
    }

    /**
     * The rows that are wanted, in the order that is wanted.
     *
     * @throws ParameterException when a column is named that there is not
     */
    public <T> List<T> rows(List<T> all, List<Column<T>> known) {
        Stream<T> rows = all.stream();
        for (String filter : filters) {
            rows = rows.filter(filter(filter, known));
        }
        Optional<Comparator<T>> order =
                sort.stream().map(each -> order(each, known)).reduce(Comparator::thenComparing);
        if (order.isPresent()) {
            rows = rows.sorted(order.get());
        }
        return (limit == null ? rows : rows.limit(limit)).toList();
    }

    /** The columns that are wanted: those that were named, which stay however narrow the terminal is, or the usual ones. */
    public <T> List<Column<T>> columns(List<Column<T>> known, List<Column<T>> usual) {
        return columns.isEmpty()
                ? usual
                : columns.stream().map(each -> column(each, known).leaving(0)).toList();
    }

    /** Prints rows for a program; {@code json} makes the object of one. */
    public <T> void print(List<T> rows, List<Column<T>> known, Function<T, Object> json, Terminal terminal) {
        if (jsonLines) {
            rows.forEach(row -> JsonOutput.printLine(json.apply(row), terminal));
            return;
        }
        RowTemplate<T> template = RowTemplate.of(format, name -> column(name, known), this::refusal);
        rows.forEach(row -> terminal.out().println(template.text(row)));
        terminal.out().flush();
    }

    private <T> Predicate<T> filter(String filter, List<Column<T>> known) {
        Matcher parts = FILTER.matcher(filter);
        if (!parts.matches()) {
            throw refusal("--filter '%s' is not COLUMN=TEXT, such as state=damaged".formatted(filter));
        }
        Column<T> column = column(parts.group("column"), known);
        String words = Stream.of(parts.group("text").split("\\*", -1))
                .map(each -> each.isEmpty() ? "" : Pattern.quote(each))
                .reduce((one, next) -> one + ".*" + next)
                .orElseThrow();
        // A word ends where letters and digits do, whatever the script.
        Pattern wanted = Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + words + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        boolean not = parts.group("not") != null;
        if (words.isEmpty()) {
            return row -> isEmpty(column.text().apply(row)) != not;
        }
        return row -> wanted.matcher(column.text().apply(row)).find() != not;
    }

    private static boolean isEmpty(String cell) {
        return cell.isBlank() || cell.equals(Column.NOTHING);
    }

    private <T> Comparator<T> order(String wanted, List<Column<T>> known) {
        boolean backwards = wanted.startsWith("-");
        Comparator<T> order =
                column(backwards ? wanted.substring(1) : wanted, known).order();
        return backwards ? order.reversed() : order;
    }

    private <T> Column<T> column(String name, List<Column<T>> known) {
        String word = name.strip().toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(each -> each.name().equals(word))
                .findFirst()
                .orElseThrow(() -> UsageFault.unknownWord(
                        spec.commandLine(),
                        "column",
                        name,
                        known.stream().map(Column::name).toList()));
    }
}
