package org.seedbank.cli;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.seedbank.cli.screen.Keyboard;
import org.seedbank.node.api.NodeFolder;

/**
 * Runs the real command line in this process, in a folder of its own. That folder is written {@code BENCH} in arguments
 * and in outcomes, so that a specification reads the same wherever it runs.
 */
public final class Bench implements AutoCloseable {

    /** No test waits longer for an event; generous, because machines that build are busy. */
    static final Duration DEADLINE = Duration.ofSeconds(60);

    /** Seconds in which a peer of this machine has sent something, however busy it is. */
    static final String TIME_FOR_PEERS = "10";

    private static final String NAME = "BENCH";

    /** Unpacked libraries, which all benches of a build share. */
    private static final Path NATIVE = Path.of("target/native").toAbsolutePath();

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private final List<Running> running = new ArrayList<>();
    private final FakeNodes nodes;

    Bench(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        this.nodes = new FakeNodes(new NodeFolder(path("home/state/node"), NATIVE));
    }

    /** Every command from now on has these environment variables too. */
    void environment(Map<String, String> more) {
        variables.putAll(more);
    }

    /** The node that commands of this bench find: none at first, and none that they may start. */
    public FakeNodes nodes() {
        return nodes;
    }

    /** The place of a file of this bench. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes a file, with the folders above it. */
    public Path write(String name, String text) throws IOException {
        Path file = path(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Every file below a folder with its text, by its path there; links are shown as {@code -> target}. */
    SortedMap<String, String> files(String name) throws IOException {
        Path root = path(name);
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(each -> !Files.isDirectory(each) || Files.isSymbolicLink(each))
                    .toList()) {
                String text =
                        Files.isSymbolicLink(file) ? "-> " + Files.readSymbolicLink(file) : Files.readString(file);
                files.put(root.relativize(file).toString(), text);
            }
        }
        return files;
    }

    /** The files by which processes on this machine tell each other what they seed and fetch. */
    List<Path> presences() {
        return children(path("home/state/presence")).stream()
                .filter(torrent -> !torrent.endsWith("sessions"))
                .flatMap(torrent -> children(torrent).stream())
                .filter(file -> !file.getFileName().toString().startsWith("."))
                .toList();
    }

    /** What is in a folder now. Others come and go meanwhile, so what is gone already is no error. */
    private static List<Path> children(Path folder) {
        File[] children = folder.toFile().listFiles();
        return children == null
                ? List.of()
                : Arrays.stream(children).map(File::toPath).toList();
    }

    /** Runs a command to its end, with its output going to files or pipes. */
    public Outcome run(String... arguments) throws InterruptedException {
        return start(arguments).end();
    }

    /** Starts a command whose output goes to files or pipes. */
    Running start(String... arguments) {
        return start(false, Keyboard.none(), arguments);
    }

    /** Starts a command that reads this from its standard input. */
    Running startWithInput(Reader input, String... arguments) {
        return start(false, new Keyboard(input, null, false), arguments);
    }

    /** Starts a command that a person watches on a terminal without colours. */
    Running startOnTerminal(String... arguments) {
        return start(true, Keyboard.none(), arguments);
    }

    /** Runs a command whose person answers its question with this line. */
    public Outcome runAnswering(String answer, String... arguments) throws InterruptedException {
        return start(false, new Keyboard(new StringReader(answer + "\n"), null, true), arguments)
                .end();
    }

    /** Runs with a person at the keyboard, whose answers come from a reader. */
    Running startAnswering(Reader answers, String... arguments) {
        return start(false, new Keyboard(answers, null, true), arguments);
    }

    private Running start(boolean onTerminal, Keyboard keyboard, String... arguments) {
        String[] actual = Arrays.stream(arguments)
                .map(each -> each.replace(NAME, folder.toString()))
                .toArray(String[]::new);
        Map<String, String> environment = new HashMap<>(variables);
        environment.putAll(Map.of("SEEDBANK_HOME", path("home").toString(), "HOME", folder.toString()));
        Running started =
                new Running(new Running.Setting(environment, onTerminal, keyboard, nodes), actual, this::steady);
        running.add(started);
        return started;
    }

    /** Publishes in the foreground and returns when the dataset is listed and seeded. */
    public Running publish(String... arguments) throws InterruptedException {
        String[] all = Stream.concat(Stream.of("publish", "--foreground"), Arrays.stream(arguments))
                .toArray(String[]::new);
        Set<Path> before = Set.copyOf(presences());
        Running publisher = start(all);
        publisher.awaitErr("Ctrl-C ends it");
        awaitPresenceBeside(before);
        return publisher;
    }

    /** Waits until other processes are told of one more that seeds, which is a moment after it begins. */
    void awaitPresenceBeside(Set<Path> before) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (before.containsAll(presences()) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    /** Output without what differs from run to run: the bench's folder, ports, dates, times, durations and rates. */
    public String steady(String output) {
        return output.replace(folder.toString(), NAME)
                .replaceAll("\\bport [0-9]+", "port PORT")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME")
                .replaceAll("(?<![0-9-])20[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9-])", "YYYY-MM-DD")
                .replaceAll("(\"seconds\"|\"bytesPerSecond\"): [0-9.]+", "$1: NUMBER")
                .replaceAll(" in [0-9.]+ (?:s|min) at [0-9.]+ [kMGT]?B/s,", " in SECONDS,");
    }

    /** Interrupts what still runs, and waits for its end. */
    @Override
    public void close() throws InterruptedException {
        for (Running each : running) {
            each.interrupt();
        }
    }
}
