package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Answers a request: notes it, does the work, and lets go wrong what is to go wrong. */
final class Service {

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang=en><title>Error %d (Server Error)!!1</title>
            <p><b>%d.</b> <ins>That's an error.</ins>
            <p>The server encountered a temporary error and could not complete your request.
            """;

    private final Router router;
    private final Faults faults;
    private final RequestLog log;

    Service(Router router, Faults faults, RequestLog log) {
        this.router = router;
        this.faults = faults;
        this.log = log;
    }

    Reply answer(Request request) {
        Asked asked =
                new Asked(request.method(), request.path(), request.query().asMap(), request.headers());
        log.add(asked);
        Fault fault = faults.strike(request, asked);
        return switch (fault.kind()) {
            case RESET -> Reply.empty(500).arriving(Reply.Delivery.CUT);
            case STATUS -> refusal(fault);
            case HTML ->
                Reply.text(fault.number(), "text/html; charset=UTF-8", HTML.formatted(fault.number(), fault.number()));
            case INSTEAD ->
                Reply.text(
                        200,
                        "application/json; charset=UTF-8",
                        fault.distortion().apply(""));
            case EXPIRED_PAGE_TOKEN -> Reply.error(PageTokens.invalid());
            default -> deliver(router.answer(request.with(fault)), fault);
        };
    }

    private static Reply refusal(Fault fault) {
        Reply reply = Reply.error(new DriveError(fault.number(), fault.reason(), "Made to fail: " + fault.reason()));
        long seconds = fault.pause().toSeconds();
        return seconds == 0 ? reply : reply.header("Retry-After", "" + seconds);
    }

    private static Reply deliver(Reply reply, Fault fault) {
        return switch (fault.kind()) {
            case LOST_RESPONSE -> reply.arriving(Reply.Delivery.CUT);
            case TRUNCATED -> reply.arriving(Reply.Delivery.TRUNCATED);
            case SLOW -> reply.arriving(Reply.Delivery.SLOW).paced(fault);
            case HALF_JSON -> distort(reply, text -> text.substring(0, text.length() / 2));
            case GARBAGE -> distort(reply, text -> new JsonPrimitive(502).toString());
            case DISTORTED -> distort(reply, fault.distortion());
            case WRONG_MD5 -> distort(reply, Service::swapDigests);
            default -> reply;
        };
    }

    private static Reply distort(Reply reply, UnaryOperator<String> change) {
        return reply.isJson()
                ? reply.body(Content.of(change.apply(reply.text()).getBytes(StandardCharsets.UTF_8)))
                : reply;
    }

    private static String swapDigests(String json) {
        List<String> lengths = Arrays.asList("32", "40", "64");
        String changed = json;
        for (String length : lengths) {
            String digest = "0".repeat(Integer.parseInt(length));
            changed = changed.replaceAll("(Checksum\":\")[0-9a-f]{" + length + "}\"", "$1" + digest + "\"");
        }
        return changed;
    }
}
