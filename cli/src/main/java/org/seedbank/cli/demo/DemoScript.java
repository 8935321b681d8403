package org.seedbank.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;

/** The steps of the demo, each a process of its own that runs an ordinary command. */
final class DemoScript {

    private static final int SECONDS_TO_STOP = 45;

    private final Terminal terminal;
    private final Path launcher;
    private final Path folder;

    DemoScript(Terminal terminal, Path launcher, Path folder) {
        this.terminal = terminal;
        this.launcher = launcher;
        this.folder = folder;
    }

    /** Plays all steps; throws when one does not end as it should. */
    boolean run(Path dataset) throws IOException, InterruptedException {
        String name = dataset.getFileName().toString();
        Path copy = folder.resolve("elsewhere").resolve(name);
        heading("One process publishes the dataset and goes on seeding it.");
        Process publisher = startPublisher(dataset);
        try {
            relayUntilPublished(publisher);
            heading("The catalog lists it under a number.");
            expect(ExitCodes.OK, "list");
            heading("A second process fetches it by that number from the first, and verifies what arrived.");
            expect(
                    ExitCodes.OK,
                    "get",
                    "--foreground",
                    "1",
                    "-d",
                    copy.getParent().toString());
            heading("Anybody can prove the copy again, at any time, without network.");
            expect(ExitCodes.OK, "verify", "1", copy.toString());
            Path victim = flipOneBit(copy);
            heading("One bit of '%s' has been flipped. The damage is found and named."
                    .formatted(SafeText.line(victim.getFileName().toString())));
            expectDamageNamed(copy, victim);
        } finally {
            stop(publisher);
        }
        return true;
    }

    private void heading(String text) {
        terminal.out().println();
        terminal.out().println("# " + text);
        terminal.out().flush();
    }

    /** Both of its streams in one, so that what it says stands where it belongs while other steps print. */
    private Process startPublisher(Path dataset) throws IOException {
        return command("publish", "--foreground", dataset.toString())
                .redirectErrorStream(true)
                .start();
    }

    private Process start(ProcessBuilder.Redirect output, String... arguments) throws IOException {
        return command(arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output)
                .start();
    }

    /** Shows a command as a person would type it, and prepares it for the demo's own home. */
    private ProcessBuilder command(String... arguments) {
        terminal.out().println("$ seedbank " + SafeText.line(String.join(" ", arguments)));
        terminal.out().flush();
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SEEDBANK_HOME", folder.resolve("home").toString());
        return builder;
    }

    /** That it seeds is the last thing a publication says until it ends. */
    private void relayUntilPublished(Process publisher) throws IOException {
        BufferedReader lines = publisher.inputReader();
        String line = lines.readLine();
        while (line != null) {
            terminal.out().println(line);
            if (line.startsWith("seedbank: seeding ")) {
                terminal.out().flush();
                return;
            }
            line = lines.readLine();
        }
        throw CommandFailure.demo("publish", "ended before the dataset was published");
    }

    private void expect(int code, String... arguments) throws IOException, InterruptedException {
        Process process = start(ProcessBuilder.Redirect.INHERIT, arguments);
        try {
            expectCode(code, process.waitFor(), arguments[0]);
        } finally {
            stop(process);
        }
    }

    private static void expectCode(int expected, int actual, String step) {
        if (actual != expected) {
            throw CommandFailure.demo(step, "ended with code %d, not %d".formatted(actual, expected));
        }
    }

    private void expectDamageNamed(Path copy, Path victim) throws IOException, InterruptedException {
        Process process = start(ProcessBuilder.Redirect.PIPE, "verify", "1", copy.toString());
        try {
            List<String> damaged = new ArrayList<>();
            BufferedReader lines = process.inputReader();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                terminal.out().println(line);
                if (line.startsWith("damaged ")) {
                    damaged.add(line);
                }
            }
            terminal.out().println();
            expectCode(ExitCodes.DAMAGED, process.waitFor(), "verify");
            String name = SafeText.line(victim.getFileName().toString());
            if (damaged.size() != 1 || !damaged.get(0).contains(name)) {
                throw CommandFailure.demo("verify", "did not name '%s' alone".formatted(name));
            }
        } finally {
            stop(process);
        }
    }

    /** Flips the lowest bit of the byte in the middle of the copy's largest file. */
    private static Path flipOneBit(Path copy) throws IOException {
        Path victim;
        try (Stream<Path> all = Files.walk(copy)) {
            victim = all.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
        try (FileChannel channel = FileChannel.open(victim, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long middle = channel.size() / 2;
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, middle);
            one.flip();
            one.put(0, (byte) (one.get(0) ^ 1));
            channel.write(one, middle);
        }
        return victim;
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
