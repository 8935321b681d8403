package org.seedbank.node.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Stands before everything else: only whoever has the token, and is no web page of others, gets in. The host is checked
 * because a web page can have its own name resolved to 127.0.0.1 (DNS rebinding), the type of bodies because forms can
 * be posted anywhere.
 */
final class Gate extends HandlerWrapper {

    private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern JSON = Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?");

    private final byte[] authorization;

    Gate(String token) {
        authorization = ("Bearer " + token).getBytes(UTF_8);
    }

    @Override
    public void handle(String target, Request jetty, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            check(request);
        } catch (Refusal refusal) {
            jetty.setHandled(true);
            HttpAnswers.refuse(request, response, refusal);
            return;
        }
        super.handle(target, jetty, request, response);
    }

    private void check(HttpServletRequest request) {
        if (!isOwn(request, "Host", "")) {
            throw Refusal.foreignHost();
        }
        if (request.getHeader("Origin") != null && !isOwn(request, "Origin", "http://")) {
            throw Refusal.foreignOrigin();
        }
        String given = request.getHeader("Authorization");
        if (given == null || !MessageDigest.isEqual(given.getBytes(UTF_8), authorization)) {
            throw Refusal.unauthorized();
        }
        if (hasBody(request) && !isJson(request.getContentType())) {
            throw Refusal.notJson();
        }
    }

    private static boolean isOwn(HttpServletRequest request, String header, String before) {
        List<String> values = Collections.list(request.getHeaders(header));
        String after = ":" + request.getLocalPort();
        return values.size() == 1
                && NAMES.stream()
                        .map(name -> before + name + after)
                        .anyMatch(values.get(0).toLowerCase(Locale.ROOT)::equals);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isJson(String type) {
        return type != null && JSON.matcher(type.toLowerCase(Locale.ROOT)).matches();
    }
}
