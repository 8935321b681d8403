package org.seedbank.node.internal.control;

import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.node.internal.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what is answered, and turns every failure into an answer that tells nothing of the program's insides. */
final class HttpAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(HttpAnswers.class);

    private HttpAnswers() {}

    /** A result. */
    static void send(HttpServletResponse response, Object value) throws IOException {
        prepare(response, "application/json");
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        Wire.write(value, out);
        out.flush();
    }

    static void prepare(HttpServletResponse response, String type) {
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    /** What went wrong. The server would read what else is sent to its end, which may never come, so that is cut off. */
    static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(refusal.status());
        send(response, new Messages.ErrorBody(refusal.problem()));
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        if (chunked || request.getContentLengthLong() > Bodies.SMALL) {
            response.flushBuffer();
            Request.getBaseRequest(request).getHttpChannel().getEndPoint().close();
        }
    }

    /** The answer to a request that failed. */
    static Refusal refusal(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (failure instanceof NodeException.Failed) {
            return unforeseen(failure);
        }
        if (failure instanceof NodeException e) {
            return Refusal.of(e);
        }
        if (failure instanceof SeedbankException e) {
            return Refusal.of(new NodeException.Refused(e));
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return Refusal.busy("the node is ending");
        }
        if (failure instanceof HttpResponseException e) {
            return Refusal.noSuchRoute(e.getStatus());
        }
        return unforeseen(failure);
    }

    private static Refusal unforeseen(Throwable failure) {
        if (failure instanceof EofException || failure instanceof BadMessageException) {
            LOG.debug("a request ended early", failure);
            return Refusal.of(new NodeException.BadRequest("the request ended early or came too slowly"));
        }
        LOG.error("a request failed; this is a bug", failure);
        return Refusal.of(new NodeException.Failed(null));
    }
}
