package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages about the program's insides name what there is: each type in backticks is declared somewhere, with the member after its dot. */
class ArchitecturePagesTest {

    private static final Path TREE = LauncherBench.TREE;
    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:class|interface|record|enum|@interface)\\s+([A-Z]\\w*)");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][a-z]\\w*)((?:\\.\\w+)*)(?:\\(.*?\\))?`");

    /** What others have made, and words of protocols. */
    private static final Set<String> NOT_OURS =
            Set.of("MessageDigest", "WatchService", "Host", "Origin", "Retry-After", "Add-Opens");

    @Test
    void name_types_that_exist() throws Exception {
        String sources = sources();
        Set<String> declared = new HashSet<>();
        DECLARED.matcher(sources).results().forEach(match -> declared.add(match.group(1)));

        List<String> unknown = new ArrayList<>();
        for (Path page : pages()) {
            Matcher named = NAMED.matcher(Files.readString(page));
            while (named.find()) {
                String member = named.group(2).substring(named.group(2).lastIndexOf('.') + 1);
                boolean known = declared.contains(named.group(1)) && sources.contains(member);
                if (!known && !NOT_OURS.contains(named.group(1))) {
                    unknown.add(TREE.relativize(page) + ": " + named.group());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void there_is_one_for_each_module() throws Exception {
        String map = Files.readString(TREE.resolve("src/site/architecture.md"));
        String parent = Files.readString(TREE.resolve("pom.xml"));
        List<String> modules = Pattern.compile("<module>([a-z]+)</module>")
                .matcher(parent)
                .results()
                .map(match -> match.group(1))
                .filter(module -> !module.equals("bom"))
                .toList();

        assertThat(modules).isNotEmpty().allSatisfy(module -> {
            assertThat(map).contains("(architecture/%s.md)".formatted(module));
            assertThat(TREE.resolve("src/site/architecture/%s.md".formatted(module)))
                    .exists();
        });
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(TREE.resolve("src/site/architecture"))) {
            return Stream.concat(
                            Stream.of(TREE.resolve("src/site/architecture.md"), TREE.resolve("CONTRIBUTING.md")), pages)
                    .toList();
        }
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> modules = Files.list(TREE)) {
            for (Path module : modules.filter(each -> Files.exists(each.resolve("pom.xml")))
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                            .toList()) {
                        all.append(Files.readString(file));
                    }
                }
            }
        }
        return all.toString();
    }
}
