package org.seedbank.node.internal.control;

import java.io.IOException;
import org.eclipse.jetty.http.HttpException;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.page.PageSessions;
import org.seedbank.node.internal.wire.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes what is answered in the place of a result. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

    private final int status;
    private final transient Messages.Problem problem;

    Refusal(int status, String code, String message, String remedy) {
        this(status, new Messages.Problem(code, message, remedy));
    }

    private Refusal(int status, Messages.Problem problem) {
        super(problem.message(), null, false, false);
        this.status = status;
        this.problem = problem;
    }

    int status() {
        return status;
    }

    Messages.Problem problem() {
        return problem;
    }

    /** The answer to a request that failed, which tells nothing of the program's insides. */
    static Refusal of(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (failure instanceof NodeException e && !(failure instanceof NodeException.Failed)) {
            return known(e);
        }
        if (failure instanceof SeedbankException e && !(failure instanceof NodeException)) {
            return known(new NodeException.Refused(e));
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return busy("the node is ending");
        }
        if (failure instanceof IOException || failure instanceof HttpException) {
            LOG.debug("a request ended early", failure);
            return known(new NodeException.BadRequest("the request ended early or came too slowly"));
        }
        LOG.error("a request failed; this is a bug", failure);
        return known(new NodeException.Failed(null));
    }

    private static Refusal known(NodeException e) {
        return new Refusal(status(e.code()), new Messages.Problem(e.code(), e));
    }

    private static int status(String code) {
        return switch (code) {
            case "bad-request" -> 400;
            case "unknown-dataset", "unknown-order" -> 404;
            case "not-running", "unreachable" -> 503;
            case "nobody-has-it" -> 504;
            case "state-unusable" -> 507;
            case "failed" -> 500;
            default -> 409;
        };
    }

    static Refusal unauthorized() {
        return new Refusal(
                401,
                "unauthorized",
                "the request has not the token of this node",
                "send it as 'Authorization: Bearer TOKEN'; it is in control.json in the node's folder");
    }

    /** Tells nobody which of these it was. */
    static Refusal usedKey() {
        return new Refusal(
                401,
                "unauthorized",
                "the key was used already, is older than %d minutes, or was never one"
                        .formatted(PageSessions.KEY_LIFE.toMinutes()),
                "make another with 'POST /v1/keys' and the node's token");
    }

    static Refusal crossSite() {
        return new Refusal(
                403,
                "forbidden",
                "the request does not come from this node's own page",
                "open the page at its own address");
    }

    static Refusal foreignOrigin() {
        return new Refusal(
                403, "forbidden", "web pages of others may not command this node", "send no header 'Origin'");
    }

    static Refusal foreignHost() {
        return new Refusal(
                421,
                "misdirected",
                "this is not the host that was asked for",
                "ask 127.0.0.1 with the port of the node");
    }

    static Refusal notJson() {
        return new Refusal(
                415,
                "unsupported-media-type",
                "the body is not said to be JSON",
                "send it with 'Content-Type: application/json'");
    }

    static Refusal tooLarge(long limit) {
        return new Refusal(
                413,
                "too-large",
                "the request has more than %d bytes".formatted(limit),
                "send less, or start the node with more memory when it is a torrent");
    }

    static Refusal busy(String reason) {
        return new Refusal(503, "busy", reason, "try again in a moment");
    }

    static Refusal noSuchRoute(int status) {
        return new Refusal(
                status,
                status == 405 ? "method-not-allowed" : "not-found",
                status == 405 ? "this path does not take that method" : "there is no such path",
                "see the API's description at /v1/openapi.json");
    }
}
