package org.seedbank.uploading.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.dataset.DatasetScan;

/** {@code .seedbankignore} leaves out what git ignores by the same lines. */
class IgnoreAgainstGitIT {

    private static final int CASES = 400;

    private static final List<String> NAMES = List.of("a", "b", "ab", "a.b", "ba", "-", "a b", "#a", "!a", "[a]", "A");

    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "ab",
            ".b",
            "*",
            "?",
            "[ab]",
            "[!a]",
            "[^b]",
            "[a-b]",
            "[[:upper:]]",
            "[]a]",
            "\\a",
            "\\*",
            "-",
            "\\ ",
            " ",
            "#",
            "!",
            "[",
            "\\");

    private static final List<String> SEPARATORS = List.of("/", "/", "/**/");

    private final Random random = new Random(12);

    @TempDir
    Path temp;

    @Test
    void leaves_out_what_git_ignores() throws Exception {
        Path tree = Files.createDirectory(temp.toRealPath().resolve("tree"));
        for (int i = 0; i < CASES; i++) {
            write(tree.resolve("case-" + i));
        }
        SelectionRules rules = new SelectionRules(DatasetSelection.ALL);
        Set<String> published = new TreeSet<>();
        DatasetScan.scan(tree, false, rules)
                .files()
                .forEach(file -> published.add(file.path().text()));

        Set<String> byGit = files(tree);
        byGit.removeAll(ignoredByGit(tree, byGit));

        assertThat(published).isEqualTo(byGit);
    }

    /** A tree with a file of random patterns at its top and another one below. */
    private void write(Path folder) throws IOException {
        for (String top : NAMES) {
            Path below = Files.createDirectories(folder.resolve(top + "-d"));
            Files.writeString(folder.resolve(top), "x");
            Files.writeString(below.resolve(pick(NAMES)), "x");
            Files.createDirectories(folder.resolve("a-d/b-d"));
            Files.writeString(folder.resolve("a-d/b-d").resolve(top), "x");
        }
        rules(folder);
        rules(folder.resolve("a-d"));
    }

    private void rules(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            lines.append(line()).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        Files.writeString(folder.resolve(".gitignore"), lines);
        Files.writeString(folder.resolve(".seedbankignore"), lines);
    }

    private String line() {
        StringBuilder line = new StringBuilder(pick(List.of("", "", "", "!", "/", "**/", "#")));
        for (int i = random.nextInt(3); i >= 0; i--) {
            line.append(random.nextInt(3) == 0 ? pick(List.of("a-d", "b-d", "*-d")) : name());
            line.append(i > 0 ? pick(SEPARATORS) : pick(List.of("", "", "", "/", "/**", " ")));
        }
        return line.toString();
    }

    private String name() {
        return random.nextInt(3) == 0 ? pick(PIECES) + pick(PIECES) : pick(PIECES);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static Set<String> files(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            Set<String> files = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".seedbankignore"))
                    .forEach(file -> files.add(tree.relativize(file).toString()));
            return files;
        }
    }

    private Set<String> ignoredByGit(Path tree, Set<String> files) throws Exception {
        git(tree, "init", "-q");
        Path asked = Files.write(temp.resolve("asked"), String.join("\0", files).getBytes(StandardCharsets.UTF_8));
        Process git = command(tree, "check-ignore", "--no-index", "--stdin", "-z")
                .redirectInput(asked.toFile())
                .start();
        String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).isLessThanOrEqualTo(1);
        return new TreeSet<>(List.of(answer.split("\0")));
    }

    private void git(Path tree, String... arguments) throws Exception {
        assertThat(command(tree, arguments).inheritIO().start().waitFor()).isZero();
    }

    private ProcessBuilder command(Path tree, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "git",
                "-c",
                "core.excludesFile=/dev/null",
                "-c",
                "core.ignoreCase=false",
                "--git-dir=" + temp.resolve("git"),
                "--work-tree=" + tree));
        all.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(all).directory(tree.toFile());
        builder.redirectError(temp.resolve("git-errors").toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        return builder;
    }
}
