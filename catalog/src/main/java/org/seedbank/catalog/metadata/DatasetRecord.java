package org.seedbank.catalog.metadata;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * A published dataset as those know it who cite it or describe it in the words of a standard. Immutable.
 *
 * @param entry what its catalog says; its texts may be a stranger's
 * @param files its files, each with its digest where its torrent carries one; empty where they are not to be listed
 * @param publisher who publishes it, such as a lab; empty where nobody says
 * @param page the address of a page about it
 * @param torrent the address of its torrent
 * @param magnet its magnet link
 * @param replaces the address of a page about the version before it
 * @param replacedBy the address of a page about the newest version that follows on it
 */
public record DatasetRecord(
        Entry entry,
        List<TorrentFile> files,
        Optional<String> publisher,
        Optional<String> page,
        Optional<String> torrent,
        Optional<String> magnet,
        Optional<String> replaces,
        Optional<String> replacedBy) {

    /** Copies the list; signs that no address has are escaped in those that are given. */
    public DatasetRecord {
        Objects.requireNonNull(entry, "entry");
        files = List.copyOf(files);
        publisher = publisher.map(String::strip).filter(text -> !text.isEmpty());
        page = page.map(UrlText::address);
        torrent = torrent.map(UrlText::address);
        replaces = replaces.map(UrlText::address);
        replacedBy = replacedBy.map(UrlText::address);
    }

    /** An entry, of whose files and addresses nothing is known. */
    public static DatasetRecord of(Entry entry) {
        return new DatasetRecord(
                entry,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** This record with the files of the dataset's torrent. */
    public DatasetRecord withFiles(List<TorrentFile> changed) {
        return new DatasetRecord(entry, changed, publisher, page, torrent, magnet, replaces, replacedBy);
    }

    /** This record with who publishes the dataset; blank for nobody. */
    public DatasetRecord withPublisher(String changed) {
        return new DatasetRecord(entry, files, Optional.of(changed), page, torrent, magnet, replaces, replacedBy);
    }

    /** This record with the address of a page about the dataset. */
    public DatasetRecord withPage(String changed) {
        return new DatasetRecord(entry, files, publisher, Optional.of(changed), torrent, magnet, replaces, replacedBy);
    }

    /** This record with the address of the dataset's torrent. */
    public DatasetRecord withTorrent(String changed) {
        return new DatasetRecord(entry, files, publisher, page, Optional.of(changed), magnet, replaces, replacedBy);
    }

    /** This record with the dataset's magnet link. */
    public DatasetRecord withMagnet(String changed) {
        return new DatasetRecord(entry, files, publisher, page, torrent, Optional.of(changed), replaces, replacedBy);
    }

    /** This record with the addresses of pages about the version before it and the newest one. */
    public DatasetRecord withVersions(Optional<String> before, Optional<String> newest) {
        return new DatasetRecord(entry, files, publisher, page, torrent, magnet, before, newest);
    }

    /** The address that people follow: that of the DOI, else that of the page. */
    Optional<String> url() {
        return entry.doi().map(DatasetRecord::doiUrl).or(() -> page);
    }

    /** The year of its publication; empty in a draft. */
    Optional<String> year() {
        return date().map(date -> date.substring(0, 4));
    }

    /** The day of its publication in UTC, such as {@code 2024-05-17}; empty in a draft. */
    Optional<String> date() {
        return entry.published().map(moment -> moment.toString().substring(0, 10));
    }

    /** The makers. */
    List<PersonName> creators() {
        return entry.creators().stream().map(PersonName::of).toList();
    }

    /** A digest in the form that names its algorithm. */
    static String sha256(Object digest) {
        return "sha256:" + digest;
    }

    /** The address of a DOI. Signs that end or break an address are escaped, as the DOI handbook has it (section 2.5.2.4). */
    static String doiUrl(String doi) {
        return "https://doi.org/" + UrlText.escaped(doi);
    }
}
