package org.seedbank.node.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.node.internal.wire.Wire;

/** What the HTTP server itself says of requests that never come as far as a route: no pages, no stack traces. */
final class PlainErrors extends ErrorHandler {

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, "application/json");
        return ByteBuffer.wrap(
                Wire.text(new Messages.ErrorBody(problem(status))).getBytes(UTF_8));
    }

    @Override
    public void handle(String target, Request jetty, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        jetty.setHandled(true);
        HttpAnswers.send(response, new Messages.ErrorBody(problem(response.getStatus())));
    }

    private static Messages.Problem problem(int status) {
        NodeException problem = status < 500
                ? new NodeException.BadRequest(
                        "the request is not HTTP as it is understood here (%d)".formatted(status))
                : new NodeException.Failed(null);
        return new Messages.Problem(problem.code(), problem);
    }
}
