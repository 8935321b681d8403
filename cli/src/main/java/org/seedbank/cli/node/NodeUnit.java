package org.seedbank.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.frame.ProgramFolder;

/** How others start the node with the machine: systemd by a unit, cron by a line. */
public final class NodeUnit {

    public static final String NAME = "seedbank.service";

    private static final String TEMPLATE = "dist/" + NAME;

    private final Path root;
    private final Map<String, String> environment;

    /**
     * For the program in this folder.
     *
     * @param environment variables that the node needs to find its home and its Java
     */
    public NodeUnit(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /** The unit of a node that is started so and writes to this log. */
    public String text(NodeStart start, Path log) {
        List<String> command = new ArrayList<>(List.of(launcher(), "node", "run"));
        command.addAll(start.options());
        String variables = environment.entrySet().stream()
                .map(each -> assignment(each.getKey(), each.getValue()))
                .collect(Collectors.joining());
        try {
            return Files.readString(ProgramFolder.part(root, TEMPLATE))
                    .replace("@ENVIRONMENT@", variables + assignment(BackgroundNode.LOG_VARIABLE, log.toString()))
                    .replace(
                            "@COMMAND@",
                            command.stream().map(NodeUnit::argument).collect(Collectors.joining(" ")));
        } catch (IOException e) {
            throw new UncheckedIOException("the program is not whole", e);
        }
    }

    private String launcher() {
        return root.resolve("seedbank").toString();
    }

    private static String assignment(String name, String value) {
        return "Environment=" + quoted(name + "=" + value) + "\n";
    }

    /** Only in commands does a dollar begin a variable (systemd.service(5), "Command lines"). */
    private static String argument(String text) {
        return quoted(text.replace("$", "$$"));
    }

    /** As systemd takes quoted words (systemd.syntax(7)), with its specifiers taken as they stand (systemd.unit(5)). */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '%' -> quoted.append("%%");
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** The line for {@code crontab -e}, of which cron itself cuts off what stands behind a percent sign. */
    public String cronLine(NodeStart start) {
        List<String> words = new ArrayList<>();
        environment.forEach((name, value) -> words.add(name + "=" + shell(value)));
        words.add(shell(launcher()));
        words.addAll(List.of("node", "start"));
        words.addAll(start.options());
        return ("@reboot " + String.join(" ", words)).replace("%", "\\%");
    }

    private static String shell(String text) {
        boolean plain = text.matches("[A-Za-z0-9_./:@=+-]+");
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
