package org.seedbank.node.internal.client;

import java.util.Optional;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.wire.Messages;

/**
 * Describes what a node answered.
 *
 * @param status of HTTP
 * @param value what came, when it was no error
 * @param problem what came, when it was one
 */
record Reply<T>(int status, Optional<T> value, Optional<Messages.Problem> problem) {

    /** The value. Throws the exception that the node met. */
    Optional<T> result() {
        if (problem.isPresent()) {
            throw exception(problem.get());
        }
        return value;
    }

    /** Kinds of the interface itself are told by what a person can do: the node works, but not for this call now. */
    private static NodeException exception(Messages.Problem problem) {
        return NodeException.of(problem.code(), problem.message(), problem.told())
                .orElseGet(() -> switch (problem.code()) {
                    case "busy", "too-large" -> new NodeException.Refused(problem.message(), problem.told());
                    default -> new NodeException.Unreachable(problem.message(), null);
                });
    }
}
