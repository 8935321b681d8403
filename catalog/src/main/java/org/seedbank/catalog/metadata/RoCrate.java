package org.seedbank.catalog.metadata;

import java.util.ArrayList;
import java.util.List;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.torrent.TorrentFile;

/** A dataset as an RO-Crate 1.2, whose files lie beside its description. Digests of files are schema.org's {@code sha256}. */
final class RoCrate {

    private static final String DESCRIPTOR = "ro-crate-metadata.json";

    private static final String SPECIFICATION = "https://w3id.org/ro/crate/1.2";

    private static final String PUBLISHER = "#publisher";

    private final DatasetRecord dataset;
    private final List<JsonFacts> entities = new ArrayList<>();

    private RoCrate(DatasetRecord dataset) {
        this.dataset = dataset;
    }

    static JsonFacts of(DatasetRecord dataset) {
        return new RoCrate(dataset).crate();
    }

    private JsonFacts crate() {
        entities.add(entity(DESCRIPTOR, "CreativeWork")
                .put("conformsTo", JsonFacts.reference(SPECIFICATION))
                .put("about", JsonFacts.reference("./")));
        JsonFacts root = entity("./", "Dataset");
        entities.add(root);
        Entry entry = dataset.entry();
        root.put("name", OneLine.of(entry.title()))
                .put("description", SchemaOrg.description(entry))
                .put("datePublished", dataset.date())
                .put("author", authors())
                .put("publisher", publisher())
                .put("license", entry.license().map(this::license))
                .put("identifier", identifiers())
                .put("url", dataset.url())
                .put("keywords", entry.keywords().stream().map(OneLine::of).toList())
                .put("version", entry.version().map(OneLine::of))
                .put("hasPart", Lazily.mapped(files(), file -> JsonFacts.reference(id(file))));
        return new JsonFacts()
                .put("@context", SPECIFICATION + "/context")
                .put("@graph", Lazily.joined(entities, files(), RoCrate::file));
    }

    private List<JsonFacts> authors() {
        List<JsonFacts> references = new ArrayList<>();
        for (PersonName name : dataset.creators()) {
            String id = "#author-" + (references.size() + 1);
            entities.add(SchemaOrg.creator(name).put("@id", id));
            references.add(JsonFacts.reference(id));
        }
        return references;
    }

    private List<JsonFacts> publisher() {
        return dataset.publisher().stream()
                .map(name -> {
                    entities.add(SchemaOrg.organization(name).put("@id", PUBLISHER));
                    return JsonFacts.reference(PUBLISHER);
                })
                .toList();
    }

    private JsonFacts license(String expression) {
        String id = SchemaOrg.isOnList(expression) ? SchemaOrg.license(expression) : "#license";
        entities.add(entity(id, "CreativeWork").put("name", expression));
        return JsonFacts.reference(id);
    }

    private List<Object> identifiers() {
        entities.add(SchemaOrg.digest(dataset.entry())
                .put("@id", "#digest")
                .put("name", "digest of the dataset's manifest"));
        List<Object> identifiers = new ArrayList<>();
        dataset.entry().doi().map(DatasetRecord::doiUrl).ifPresent(identifiers::add);
        identifiers.add(JsonFacts.reference("#digest"));
        identifiers.addAll(Infohashes.urns(dataset.entry()));
        return identifiers;
    }

    /** A dataset's own description of itself is no data entity, and its name is taken. */
    private List<TorrentFile> files() {
        return dataset.files().stream()
                .filter(file -> !file.path().text().equals(DESCRIPTOR))
                .toList();
    }

    private static JsonFacts file(TorrentFile file) {
        return entity(id(file), "File")
                .put("name", file.path().text())
                .put("contentSize", Long.toString(file.length()))
                .put("sha256", file.digest());
    }

    private static String id(TorrentFile file) {
        return UrlText.path(file.path().text());
    }

    private static JsonFacts entity(String id, String type) {
        return JsonFacts.reference(id).put("@type", type);
    }
}
