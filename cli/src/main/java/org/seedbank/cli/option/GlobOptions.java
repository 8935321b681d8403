package org.seedbank.cli.option;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.seedbank.integrity.DatasetPath;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of commands that can do with some of a dataset's files. */
public final class GlobOptions {

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            converter = Globs.Pattern.class,
            description = "Take only files that match; may be given several times. '*' stands for any part of a name,"
                    + " '**' also for folders; a pattern without '/' is matched against names in every folder.")
    private List<Predicate<DatasetPath>> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            converter = Globs.Pattern.class,
            description = "Leave files out that match, even if included.")
    private List<Predicate<DatasetPath>> exclude = new ArrayList<>();

    /** True where there are patterns. */
    public boolean isChoice() {
        return !include.isEmpty() || !exclude.isEmpty();
    }

    public Globs globs() {
        return new Globs(include, exclude);
    }

    /** The files of one pattern; none where it is no pattern. */
    public static Predicate<DatasetPath> glob(String pattern) {
        try {
            return new Globs.Pattern().convert(pattern);
        } catch (TypeConversionException e) {
            return path -> false;
        }
    }

    /** Chooses files by patterns: those included, or all where none is, without those excluded. */
    public static final class Globs implements Predicate<DatasetPath> {

        private final List<Predicate<DatasetPath>> include;
        private final List<Predicate<DatasetPath>> exclude;

        Globs(List<Predicate<DatasetPath>> include, List<Predicate<DatasetPath>> exclude) {
            this.include = List.copyOf(include);
            this.exclude = List.copyOf(exclude);
        }

        @Override
        public boolean test(DatasetPath path) {
            boolean included = include.isEmpty() || include.stream().anyMatch(each -> each.test(path));
            return included && exclude.stream().noneMatch(each -> each.test(path));
        }

        /** Reads one pattern; without a {@code /} it is about names in every folder. */
        static final class Pattern implements ITypeConverter<Predicate<DatasetPath>> {

            @Override
            public Predicate<DatasetPath> convert(String glob) {
                try {
                    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + orNoFolder(glob));
                    boolean anywhere = glob.indexOf('/') < 0;
                    return path -> matcher.matches(anywhere ? lastName(path) : Path.of(path.text()));
                } catch (PatternSyntaxException e) {
                    throw new TypeConversionException("'%s' is not a pattern".formatted(glob));
                }
            }

            /** Java's {@code **}{@code /} wants at least one folder; everywhere else it stands for none too. */
            private static String orNoFolder(String glob) {
                return glob.indexOf('{') < 0 ? glob.replace("**/", "{**/,}") : glob;
            }

            private static Path lastName(DatasetPath path) {
                List<String> names = path.names();
                return Path.of(names.get(names.size() - 1));
            }
        }
    }
}
