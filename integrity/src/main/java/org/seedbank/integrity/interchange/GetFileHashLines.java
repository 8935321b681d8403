package org.seedbank.integrity.interchange;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.fixity.FileFinding;

/** Lines as PowerShell's {@code Get-FileHash} prints them: a table, a list of fields, or CSV. */
final class GetFileHashLines implements ListLines.LineReader {

    private static final Pattern TABLE = Pattern.compile("\\s*(Algorithm\\s+)?Hash\\s+Path\\s*");
    private static final Pattern RULE = Pattern.compile("[\\s-]+");
    private static final Pattern ROW = Pattern.compile("\\s*(?:(\\S+)\\s+)?([0-9A-Fa-f]{32,})\\s+(.+?)\\s*");
    private static final Pattern CSV = Pattern.compile("\"?Algorithm\"?[,;]\"?Hash\"?[,;]\"?Path\"?");
    private static final Pattern CSV_ROW = Pattern.compile("\"?([^\",;]*)\"?[,;]\"?([^\",;]*)\"?[,;]\"?([^\"]*)\"?");
    private static final Pattern FIELD = Pattern.compile("(Algorithm|Hash|Path) *: ?(.*)");
    private static final Pattern WINDOWS = Pattern.compile("([A-Za-z]):[/\\\\]+|[/\\\\]{2}");

    /** Fields that are too wide go on in a line that begins with so many blanks. */
    private static final Pattern MORE = Pattern.compile(" {8,}(\\S.*)");

    private enum Form {
        TABLE,
        CSV,
        FIELDS
    }

    private final ListedFiles files;
    private final Form form;
    private final Map<String, String> fields = new HashMap<>();
    private String lastField = "";
    private boolean headed;
    private int rooted;
    private int lines;

    private GetFileHashLines(ListedFiles files, Form form) {
        this.files = files;
        this.form = form;
    }

    /** Tells whether a list with this first line is one of these. */
    static boolean begins(String line) {
        return TABLE.matcher(line).matches()
                || CSV.matcher(line).matches()
                || FIELD.matcher(line).matches();
    }

    /** Reads a list with this first line, which is to be taken too. */
    static GetFileHashLines beginning(String line, ListedFiles files) {
        Form form =
                TABLE.matcher(line).matches() ? Form.TABLE : CSV.matcher(line).matches() ? Form.CSV : Form.FIELDS;
        return new GetFileHashLines(files, form);
    }

    @Override
    public void accept(String line) {
        switch (form) {
            case FIELDS -> field(line);
            case CSV -> row(line, CSV_ROW);
            case TABLE -> row(line, ROW);
        }
    }

    private void row(String line, Pattern pattern) {
        if (!headed) {
            headed = true;
        } else if (!line.isBlank() && !(form == Form.TABLE && RULE.matcher(line).matches())) {
            Matcher row = pattern.matcher(line);
            if (form == Form.TABLE && (line.stripTrailing().endsWith("...") || line.indexOf('\u2026') >= 0)) {
                throw new IllegalArgumentException("the table has cut it off; make the list with Export-Csv");
            }
            if (!row.matches()) {
                throw new IllegalArgumentException("it is no algorithm, hash and path");
            }
            add(row.group(1), row.group(2), row.group(3));
        }
    }

    private void field(String line) {
        Matcher field = FIELD.matcher(line);
        Matcher more = MORE.matcher(line);
        if (field.matches()) {
            if (fields.containsKey(field.group(1))) {
                flush();
            }
            lastField = field.group(1);
            fields.put(lastField, field.group(2));
        } else if (more.matches() && !fields.isEmpty()) {
            fields.merge(lastField, more.group(1), String::concat);
        } else if (!line.isBlank()) {
            throw new IllegalArgumentException("it is no algorithm, hash or path");
        }
    }

    private void flush() {
        if (!fields.containsKey("Hash") || !fields.containsKey("Path")) {
            throw new IllegalArgumentException("a hash or a path is missing before it");
        }
        add(
                fields.get("Algorithm"),
                fields.get("Hash").strip(),
                fields.get("Path").stripTrailing());
        fields.clear();
    }

    private void add(String algorithm, String hash, String path) {
        ContentDigest digest = algorithm == null
                ? DigestText.ofAnyLength(hash)
                : DigestText.of(
                        DigestText.algorithm(algorithm, DigestText.bytes(hash))
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "the algorithm '%s' is none of %s".formatted(algorithm, DigestText.SUPPORTED))),
                        hash);
        lines++;
        files.addUnescaped(new ListedFile(path(path), FileFinding.UNKNOWN_LENGTH, Map.of(digest.algorithm(), digest)));
    }

    private DatasetPath path(String path) {
        if (path.isEmpty()) {
            return ChecksumLines.NAMELESS;
        }
        Matcher windows = WINDOWS.matcher(path);
        if (windows.lookingAt()) {
            rooted++;
            String disk = windows.group(1) == null ? "" : windows.group(1).toUpperCase(Locale.ROOT) + "/";
            return new DatasetPath(disk + path.substring(windows.end()).replace('\\', '/'));
        }
        if (path.startsWith("/")) {
            rooted++;
            return new DatasetPath(path.substring(1));
        }
        return ListedFile.pathOf(path);
    }

    @Override
    public void end() {
        if (!fields.isEmpty()) {
            flush();
        }
        if (rooted != 0 && rooted != lines) {
            throw new IllegalArgumentException("some of its paths are absolute, and some are not");
        }
    }

    @Override
    public boolean isRooted() {
        return rooted > 0;
    }

    @Override
    public String format() {
        return "Get-FileHash";
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }
}
