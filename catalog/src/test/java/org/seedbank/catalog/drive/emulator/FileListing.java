package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

/** {@code files.list}: finds, cuts into pages and shows. New files come first where no order is asked for. */
final class FileListing {

    private static final Set<String> ANSWER = Set.of("kind", "incompleteSearch", "nextPageToken", "files");

    private final Store store;
    private final Access access;
    private final FileFields fields;
    private final PageTokens tokens = new PageTokens();

    FileListing(Store store, Access access, FileFields fields) {
        this.store = store;
        this.access = access;
        this.fields = fields;
    }

    Reply list(Call call) {
        call.caller().mustRead();
        FieldMask mask = FieldMask.of(
                        call.request(), "kind,incompleteSearch,nextPageToken,files(" + FileFields.DEFAULT + ")")
                .checkedAgainst(ANSWER);
        Page page = page(call);
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#fileList");
        answer.addProperty("incompleteSearch", call.request().fault().is(Fault.Kind.INCOMPLETE_SEARCH));
        if (page.next() != null) {
            answer.addProperty("nextPageToken", page.next());
        }
        JsonObject masked = mask.apply(answer).getAsJsonObject();
        FieldMask ofFiles = mask.child("files");
        if (ofFiles != null) {
            masked.add("files", files(page.items(), call.caller(), ofFiles.checkedAgainst(fields.names())));
        }
        return Reply.json(masked);
    }

    private JsonArray files(List<Item> items, Caller caller, FieldMask mask) {
        JsonArray files = new JsonArray();
        items.forEach(item -> files.add(fields.json(item, caller, mask)));
        return files;
    }

    private record Page(List<Item> items, String next) {}

    private Page page(Call call) {
        Parameters query = call.query();
        int size = Math.min(Limits.PAGE, query.number("pageSize", Limits.PAGE, 1, 1000));
        size = call.request().fault().pageSize(size);
        String asked = query.get("q", "") + "\n" + query.get("orderBy", "") + "\n" + query.get("driveId", "");
        PageTokens.Position from = tokens.read(query.get("pageToken"), asked);
        Search search = SearchParser.parse(query.get("q"), access);
        NavigableMap<Long, Item> candidates = candidates(call, search);
        Comparator<Item> order = FileOrder.parse(query.list("orderBy"));
        List<Item> found = order == null
                ? unordered(call, search, candidates, from, size + 1)
                : ordered(call, search, candidates.values(), order, from);
        boolean more = found.size() > size;
        List<Item> items = more ? found.subList(0, size) : found;
        return new Page(items, more ? tokens.write(from.after(items), asked) : null);
    }

    private List<Item> unordered(
            Call call, Search search, NavigableMap<Long, Item> candidates, PageTokens.Position from, int most) {
        List<Item> found = new ArrayList<>();
        Iterator<Item> rest = candidates
                .headMap(from.number(), false)
                .descendingMap()
                .values()
                .iterator();
        while (rest.hasNext() && found.size() < most) {
            Item item = rest.next();
            if (isFound(call, search, item)) {
                found.add(item);
            }
        }
        return found;
    }

    private List<Item> ordered(
            Call call, Search search, Collection<Item> candidates, Comparator<Item> order, PageTokens.Position from) {
        return candidates.stream()
                .filter(item -> isFound(call, search, item))
                .sorted(order.thenComparing(item -> -item.number))
                .skip(from.offset())
                .limit(Limits.PAGE + 1)
                .toList();
    }

    private NavigableMap<Long, Item> candidates(Call call, Search search) {
        checkDrive(call);
        if (search.parent() == null) {
            return store.items;
        }
        return access.folder(call.caller(), search.parent(), call.allDrives()).children;
    }

    private void checkDrive(Call call) {
        boolean ofDrive = call.query().get("corpora", "user").equals("drive");
        if (ofDrive != call.query().has("driveId")) {
            throw DriveError.invalidParameter(
                    "The driveId parameter must be specified if and only if corpora is drive.");
        }
        if (call.query().flag("includeItemsFromAllDrives") && !call.allDrives()) {
            throw DriveError.invalidParameter(
                    "includeItemsFromAllDrives needs supportsAllDrives=true: the application must support both.");
        }
        if (ofDrive) {
            if (!call.query().flag("includeItemsFromAllDrives")) {
                throw DriveError.invalidParameter("corpora=drive needs includeItemsFromAllDrives=true.");
            }
            Item drive = store.drives.get(call.query().get("driveId"));
            if (drive == null || !access.sees(call.caller(), drive)) {
                throw new DriveError(
                        404,
                        "notFound",
                        "Shared drive not found: " + call.query().get("driveId"));
            }
        }
    }

    private boolean isFound(Call call, Search search, Item item) {
        Caller caller = call.caller();
        boolean inDrive = item.driveId != null;
        if (item.parent == null || (inDrive && !call.query().flag("includeItemsFromAllDrives"))) {
            return false;
        }
        String drive = call.query().get("driveId");
        if (drive != null && !drive.equals(item.driveId)) {
            return false;
        }
        boolean visible = search.parent() == null ? access.isListed(caller, item) : access.sees(caller, item);
        return visible && (!search.lags() || store.isIndexed(item)) && search.matches(item, caller);
    }
}
