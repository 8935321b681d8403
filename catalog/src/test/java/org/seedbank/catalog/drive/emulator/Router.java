package org.seedbank.catalog.drive.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which call a method and a path mean. One call runs at a time, holding the {@link Store}. */
final class Router {

    private static final String BATCH = "/batch/drive/v3";

    private record Route(String method, Pattern path, Function<Call, Reply> action) {}

    private final List<Route> routes = new ArrayList<>();
    private final Store store;
    private final Tokens tokens;
    private final Batch batch = new Batch(this::answer);

    Router(Store store, Tokens tokens) {
        this.store = store;
        this.tokens = tokens;
        Access access = new Access(store);
        FileFields fields = new FileFields(access);
        FileCalls files = new FileCalls(store, access, fields);
        files(files, new FileListing(store, access, fields), access);
        earlier(new V2Calls(files, access));
        permissions(new PermissionCalls(store, access));
        changes(new ChangeCalls(store, access, fields));
        accounts(new Accounts(store, access));
    }

    private void files(FileCalls files, FileListing listing, Access access) {
        on("GET", "/drive/v3/files", listing::list);
        on("POST", "/drive/v3/files", files::create);
        on("GET", "/drive/v3/files/generateIds", files::generateIds);
        on("GET", "/drive/v3/files/{id}", files::get);
        on("PATCH", "/drive/v3/files/{id}", files::update);
        on("DELETE", "/drive/v3/files/{id}", files::delete);
        on("POST", "/drive/v3/files/{id}/copy", files::copy);
        on("GET", "/download/drive/v3/files/{id}", files::download);
        Uploads uploads = new Uploads(files, store, access);
        on("POST", "/upload/drive/v3/files", uploads::send);
        on("PUT", "/upload/drive/v3/files", uploads::send);
        on("PATCH", "/upload/drive/v3/files/{id}", uploads::send);
        on("PUT", "/upload/drive/v3/files/{id}", uploads::send);
    }

    private void earlier(V2Calls calls) {
        on("GET", "/drive/v2/files/{id}", calls::get);
        on("POST", "/upload/drive/v2/files", calls::upload);
    }

    private void permissions(PermissionCalls permissions) {
        on("GET", "/drive/v3/files/{id}/permissions", permissions::list);
        on("POST", "/drive/v3/files/{id}/permissions", permissions::create);
        on("GET", "/drive/v3/files/{id}/permissions/{id}", permissions::get);
        on("PATCH", "/drive/v3/files/{id}/permissions/{id}", permissions::update);
        on("DELETE", "/drive/v3/files/{id}/permissions/{id}", permissions::delete);
    }

    private void changes(ChangeCalls changes) {
        on("GET", "/drive/v3/changes/startPageToken", changes::start);
        on("GET", "/drive/v3/changes", changes::list);
    }

    private void accounts(Accounts accounts) {
        on("GET", "/drive/v3/about", accounts::about);
        on("GET", "/drive/v3/drives", accounts::drives);
        on("GET", "/drive/v3/drives/{id}", accounts::drive);
    }

    private void on(String method, String path, Function<Call, Reply> action) {
        routes.add(new Route(method, Pattern.compile(path.replace("{id}", "([^/]+)")), action));
    }

    /** Never throws: what Drive refuses is an answer too. */
    Reply answer(Request request) {
        try {
            if (request.path().equals(BATCH)) {
                return batch.answer(request);
            }
            boolean session =
                    request.path().startsWith("/upload/") && request.query().has("upload_id");
            Caller caller = session ? Caller.anonymous() : tokens.authenticate(request);
            synchronized (store) {
                return answer(request, caller);
            }
        } catch (DriveError refused) {
            return Reply.error(refused);
        }
    }

    private Reply answer(Request request, Caller caller) {
        for (Route route : routes) {
            Matcher path = route.path().matcher(request.path());
            if (route.method().equals(request.method()) && path.matches()) {
                List<String> ids = IntStream.rangeClosed(1, path.groupCount())
                        .mapToObj(path::group)
                        .toList();
                return route.action().apply(new Call(request, caller, ids));
            }
        }
        throw new DriveError(404, "notFound", "The requested URL was not found on this server.");
    }
}
