package org.seedbank.catalog.drive.emulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Many calls in one: {@code multipart/mixed} of HTTP requests, answered by as many HTTP responses. */
final class Batch {

    private static final String BOUNDARY = "batch_of_answers";

    private final Function<Request, Reply> calls;

    Batch(Function<Request, Reply> calls) {
        this.calls = calls;
    }

    Reply answer(Request batch) {
        List<Multipart.Part> parts = Multipart.parse(batch.header("Content-Type"), batch.body());
        if (parts.size() > Limits.BATCH_CALLS) {
            throw DriveError.invalid("The batch request contains too many calls: at most " + Limits.BATCH_CALLS);
        }
        List<byte[]> answers = new ArrayList<>();
        for (Multipart.Part part : parts) {
            answers.add(response(part.header("Content-ID"), calls.apply(request(batch, part))));
        }
        return Reply.bytes(200, "multipart/mixed; boundary=" + BOUNDARY, Multipart.write(BOUNDARY, answers));
    }

    /** A call without its own credentials has those of the batch. */
    private static Request request(Request batch, Multipart.Part part) {
        List<byte[]> message = Multipart.message(part.body());
        String[] head = new String(message.get(0), StandardCharsets.ISO_8859_1).split("\r\n", 2);
        String[] words = head[0].split(" ", 3);
        if (words.length < 2) {
            throw DriveError.parse("Failed to parse batch request, error: no request line");
        }
        Map<String, String> headers = Multipart.headers(head.length < 2 ? "" : head[1]);
        if (batch.header("Authorization") != null) {
            headers.putIfAbsent("Authorization", batch.header("Authorization"));
        }
        return new Request(words[0], words[1], headers, message.get(1)).from(batch.origin());
    }

    private static byte[] response(String contentId, Reply reply) {
        StringBuilder head = new StringBuilder("Content-Type: application/http\r\n");
        if (contentId != null) {
            head.append("Content-ID: ")
                    .append(contentId.startsWith("<") ? "<response-" + contentId.substring(1) : "response-" + contentId)
                    .append("\r\n");
        }
        head.append("\r\nHTTP/1.1 ").append(reply.status()).append(' ').append(WireReply.phrase(reply.status()));
        reply.headers()
                .forEach((name, value) ->
                        head.append("\r\n").append(name).append(": ").append(value));
        head.append("\r\nContent-Length: ").append(reply.length()).append("\r\n\r\n");
        byte[] start = Multipart.ascii(head.toString());
        byte[] body = reply.body().bytes();
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }
}
