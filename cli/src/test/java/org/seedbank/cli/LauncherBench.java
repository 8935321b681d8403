package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a launcher script in an environment of the test's choice, and makes stand-ins for what it looks for. */
public final class LauncherBench {

    /** The source tree that holds this module. */
    public static final Path TREE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    private final Path folder;

    LauncherBench(Path folder) {
        this.folder = folder;
    }

    /** What a run left behind. */
    record Outcome(long pid, int exitCode, String out, String err) {}

    /** Runs to the end; the two streams go to files, so that neither can block the process. */
    Outcome run(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "run", ".out");
        Path err = Files.createTempFile(folder, "run", ".err");
        Process process = command(launcher, environment, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends in time").isTrue();
        return new Outcome(process.pid(), process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts one that the test follows line by line: both streams are one. */
    BufferedReader follow(Path launcher, Map<String, String> environment) throws IOException {
        return command(launcher, environment).redirectErrorStream(true).start().inputReader(StandardCharsets.UTF_8);
    }

    private ProcessBuilder command(Path launcher, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** A source tree that is not built, whose build is the given script. */
    Path treeBuiltBy(String mavenScript) throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("src/dist"));
        Files.copy(TREE.resolve("src/dist/jvm.options"), tree.resolve("src/dist/jvm.options"));
        script(tree.resolve("seedbank"), Files.readString(TREE.resolve("seedbank")));
        script(tree.resolve("mvnw"), mavenScript);
        return tree;
    }

    /** A folder that looks like a JDK of a version, whose {@code java} is the given script. */
    Path jdk(String version, String javaScript) throws IOException {
        Path home = Files.createDirectory(folder.resolve("jdk-" + version));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), javaScript);
        script(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text.startsWith("#!") ? text : "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
