package org.seedbank.node.seeding;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.swarm.Network;
import org.seedbank.uploading.publish.ServedPlace;
import org.seedbank.web.HttpAnswer;
import org.seedbank.web.HttpCall;
import org.seedbank.web.HttpTrouble;

/**
 * The address under which others reach what a node serves over HTTP, once it was seen to lead to that node.
 *
 * @param base the address, with a slash at its end
 */
public record ServedAddress(String base) implements ServedPlace {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /**
     * Finds the address of a node, and asks there whether it is that node.
     *
     * @param node the one that runs; empty where none does
     * @throws NodeException.Refused when it serves nothing, when nobody has said which address is its own, and when another
     *     or nobody answers there
     */
    public static ServedAddress of(Optional<NodeControl> node) throws InterruptedException {
        Optional<NodeFacts> facts =
                node.isEmpty() ? Optional.empty() : Optional.of(node.get().facts());
        HttpServed served = facts.flatMap(NodeFacts::http)
                .orElseThrow(() -> new NodeException.Refused(
                        facts.isPresent()
                                ? "the node serves nothing over HTTP"
                                : "no node is running that serves over HTTP",
                        Remedy.of(Remedy.Kind.SERVE_HTTP)));
        String base = served.serving().base().orElseThrow(() -> unnamed(served.serving(), "every address"));
        boolean here = served.serving().url().isEmpty()
                && HostKind.of(served.serving().listen().host()) == HostKind.PRIVATE
                && isLoopback(served.serving().listen().host());
        if (here && facts.get().network() != Network.LOCAL) {
            throw unnamed(served.serving(), "of this machine alone");
        }
        requireSame(base, served);
        return new ServedAddress(base);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || HostKind.inDigits(host)
                        .filter(bytes -> bytes.length == 4 ? bytes[0] == 127 : bytes[bytes.length - 1] == 1)
                        .isPresent();
    }

    private static NodeException unnamed(HttpServing serving, String where) {
        return new NodeException.Refused(
                "the node serves over HTTP at '%s', which is %s and no address for others"
                        .formatted(serving.listen(), where),
                Remedy.of(Remedy.Kind.SAY_SERVED_URL));
    }

    private static void requireSame(String base, HttpServed served) throws InterruptedException {
        try (HttpAnswer answer = HttpCall.send("HEAD", URI.create(base), new byte[0])
                .within(LIMIT)
                .answer()) {
            if (!answer.header(HttpServed.MARK_HEADER).equals(Optional.of(served.mark()))) {
                throw unreachable(
                        base, "something else than this node answers there, with %d".formatted(answer.status()));
            }
        } catch (IOException e) {
            throw unreachable(base, HttpTrouble.reason(e));
        }
    }

    private static NodeException unreachable(String base, String why) {
        return new NodeException.Refused(
                "the node is not reached at '%s': %s".formatted(base, why),
                Remedy.of(Remedy.Kind.CHECK_SERVED_URL, base));
    }

    /** Tells whether programs that ask no web seeds in private networks for strangers, as this one, pass it over. */
    public boolean isPrivate() {
        return HostKind.ofUrl(base) == HostKind.PRIVATE;
    }

    @Override
    public String webSeed(Sha256 digest, String name, boolean singleFile) {
        return HttpServing.webSeed(base, digest, name, singleFile);
    }
}
