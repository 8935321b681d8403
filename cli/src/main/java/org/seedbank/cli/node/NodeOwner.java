package org.seedbank.cli.node;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.library.Home;
import org.seedbank.node.NodeClient;

/** Finds the process of a node that does not answer. */
final class NodeOwner {

    private static final int MAX_CONTROL_BYTES = 64 * 1024;

    private NodeOwner() {}

    /** The process that the control file names, if it is a node, and holds the lock: a number may be another's by now. */
    static Optional<ProcessHandle> process(Home home) {
        return NodeClient.isThere(home.node())
                ? pid(home.node().resolve("control.json"))
                        .flatMap(ProcessHandle::of)
                        .filter(NodeOwner::isNode)
                : Optional.empty();
    }

    private static Optional<Long> pid(Path control) {
        try {
            JsonObject json = JsonParser.parseString(
                            new String(BoundedFile.read(control, MAX_CONTROL_BYTES), StandardCharsets.UTF_8))
                    .getAsJsonObject();
            return Optional.ofNullable(json.get("pid")).map(JsonElement::getAsLong);
        } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
            return Optional.empty(); // What cannot be read names nobody.
        }
    }

    private static boolean isNode(ProcessHandle process) {
        List<String> arguments = Arrays.asList(process.info().arguments().orElse(new String[0]));
        int node = arguments.indexOf("node");
        return node >= 0
                && node + 1 < arguments.size()
                && arguments.get(node + 1).equals("run")
                && arguments.stream().anyMatch(each -> each.endsWith("seedbank.jar"));
    }
}
