package org.seedbank.node.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.node.internal.wire.Wire;

/** Answers of the HTTP server itself, to requests that never come as far as a route: no pages, no stack traces. */
final class PlainErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback done) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, body(response.getStatus()), done);
        return true;
    }

    private static ByteBuffer body(int status) {
        NodeException problem = status < 500
                ? new NodeException.BadRequest(
                        "the request is not HTTP as it is understood here (%d)".formatted(status))
                : new NodeException.Failed(null);
        return ByteBuffer.wrap(Wire.text(new Messages.ErrorBody(new Messages.Problem(problem.code(), problem)))
                .getBytes(UTF_8));
    }
}
