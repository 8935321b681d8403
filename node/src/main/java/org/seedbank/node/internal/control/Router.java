package org.seedbank.node.internal.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds what answers a request, and turns every failure into an answer. */
final class Router extends Handler.Abstract {

    /** By path, then by method. */
    private final PathMappings<Map<String, Routes.Route>> routes = new PathMappings<>();

    Router(List<Routes.Route> all) {
        Map<String, Map<String, Routes.Route>> paths = new HashMap<>();
        all.forEach(route ->
                paths.computeIfAbsent(route.path(), path -> new HashMap<>()).put(route.method(), route));
        paths.forEach((path, methods) -> routes.put(new UriTemplatePathSpec(path), methods));
    }

    @Override
    public boolean handle(Request request, Response response, Callback done) {
        // A request may wait longer than a connection may say nothing; who sends or reads too slowly ends all the same.
        request.addIdleTimeoutListener(idle -> false);
        String path = request.getHttpURI().getPath();
        MatchedResource<Map<String, Routes.Route>> found = routes.getMatched(path);
        if (found == null) {
            new Call(request, response, done, Map.of()).refuse(Refusal.noSuchRoute(404));
            return true;
        }
        Call call = new Call(request, response, done, ((UriTemplatePathSpec) found.getPathSpec()).getPathParams(path));
        Routes.Route route = found.getResource().get(request.getMethod());
        if (route == null) {
            call.refuse(Refusal.noSuchRoute(405));
            return true;
        }
        answer(route, call);
        return true;
    }

    /** An error is answered like an exception: one call that was too much for the memory is no reason to say nothing. */
    private static void answer(Routes.Route route, Call call) {
        try {
            route.answer().to(call);
        } catch (Exception | Error e) {
            call.refuse(e);
        }
    }
}
