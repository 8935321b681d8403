package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.seedbank.node.NodeClient;
import org.seedbank.node.api.DatasetView;

/** Runs the launcher in processes of their own, in a folder that is written {@code BENCH}. Ends them all on closing, and the node. */
final class ProcessBench implements AutoCloseable {

    /**
     * Has Java do without the processor's instructions for digests: what is to be killed while it hashes takes seconds, and is not over
     * before a test has seen how far it is.
     */
    static final String SLOW_HASHING = "-XX:-UseSHA";

    private static final Path LAUNCHER = LauncherBench.TREE.resolve("seedbank");

    private final Bench names;
    private final Path folder;
    private final Map<String, String> environment;
    private final List<Child> children = new ArrayList<>();

    ProcessBench(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /** The same where every process has these variables too. */
    ProcessBench(Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder.toRealPath();
        this.names = new Bench(this.folder);
        this.environment = environment;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Files and texts of the same folder. */
    Bench files() {
        return names;
    }

    /** Writes a file of bytes that do not compress and are the same each time. */
    void writeRandom(String name, long length) throws IOException {
        Files.createDirectories(path(name).getParent());
        Random random = new Random(20240);
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(path(name))) {
            for (long left = length; left > 0; left -= megabyte.length) {
                random.nextBytes(megabyte);
                out.write(megabyte, 0, (int) Math.min(left, megabyte.length));
            }
        }
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    /** Runs it to a good end. */
    Outcome done(String... arguments) throws IOException, InterruptedException {
        Outcome outcome = run(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome;
    }

    Child start(String... arguments) throws IOException {
        return start(List.of(), Map.of(), arguments);
    }

    /** Publishes in the foreground and returns when the dataset is listed and seeded. */
    Child publish(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("publish", "--foreground"));
        all.addAll(List.of(arguments));
        Set<Path> before = Set.copyOf(names.presences());
        Child publisher = start(all.toArray(String[]::new));
        publisher.awaitErr("Ctrl-C ends it");
        names.awaitPresenceBeside(before);
        return publisher;
    }

    /** Starts it with options for Java. */
    Child startWithJava(String options, String... arguments) throws IOException {
        return start(List.of(), Map.of("SEEDBANK_JAVA_OPTS", options), arguments);
    }

    /** Starts it under another program, such as {@code setpriv}, and with more variables. */
    Child start(List<String> under, Map<String, String> more, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(under);
        command.add(LAUNCHER.toString());
        Arrays.stream(arguments)
                .map(each -> each.replace("BENCH", folder.toString()))
                .forEach(command::add);
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(more);
        variables.put("PATH", System.getenv("PATH"));
        variables.put("SEEDBANK_HOME", path("home").toString());
        variables.put("SEEDBANK_JAVA_HOME", System.getProperty("java.home"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        Child child = new Child(builder.start(), names::steady);
        children.add(child);
        return child;
    }

    /** Asks and tells the node of this home, without another process. */
    NodeClient client() throws InterruptedException {
        return NodeClient.connect(path("home/state/node"));
    }

    /** The dataset of that name in the node. */
    DatasetView dataset(String name) throws InterruptedException {
        return client().datasets().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The node of this home, if one runs. */
    LeftNode node() {
        return new LeftNode(path("home"));
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        for (Child each : children) {
            each.kill();
        }
        node().end();
    }
}
