package org.seedbank.cli.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.seedbank.catalog.CatalogException;
import org.seedbank.cli.option.GlobOptions;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.swarm.Network;

/**
 * What words behind a command mean: several datasets, or one and some of its files.
 *
 * @param sources the datasets
 * @param files which files of the one are meant; every file where there are several
 * @param isChoice whether files were named
 */
record ChosenFiles(List<RequestedDatasets.Source> sources, Predicate<DatasetPath> files, boolean isChoice) {

    /** What can only mean a dataset, even where the one before has a file of that name. */
    private static final Pattern ONLY_A_DATASET = Pattern.compile(
            "(?i)([a-z][a-z0-9-]{0,39}/)?([0-9a-f]{1,64}|[0-9]{1,9}[a-z]{1,3})|magnet:.*|https?://.*|.*\\.torrent");

    private static final Pattern ONLY_A_LINK = Pattern.compile("(?i)magnet:.*|[0-9a-f]{40}|[0-9a-f]{64}");

    /**
     * Reads the words. Those behind the first mean files, folders or patterns of files of that dataset where none of them can
     * only mean a dataset, and it has at least one of them.
     *
     * @throws IntegrityException.NoSuchMember when it has one of them and not another, or none and the next is no dataset either
     */
    static ChosenFiles of(List<String> words, RequestedDatasets wanted) throws InterruptedException {
        List<String> rest = words.subList(1, words.size());
        boolean datasets = rest.isEmpty()
                || ONLY_A_LINK.matcher(words.get(0)).matches()
                || rest.stream().anyMatch(word -> ONLY_A_DATASET.matcher(word).matches());
        if (datasets) {
            return new ChosenFiles(wanted.named(words), path -> true, false);
        }
        RequestedDatasets.Source first = wanted.named(List.of(words.get(0))).get(0);
        Metainfo torrent = first.get(new RequestedDatasets.Magnets(Network.LOCAL, link -> {
                    throw new DownloadingException.UnknownKind(words.get(0));
                }))
                .torrent();
        List<String> unknown =
                rest.stream().filter(word -> !isOf(torrent, member(word))).toList();
        if (unknown.size() == rest.size()) {
            List<RequestedDatasets.Source> all = new ArrayList<>(List.of(first));
            for (String word : rest) {
                try {
                    all.addAll(wanted.named(List.of(word)));
                } catch (CatalogException.UnknownDataset e) {
                    throw all.size() == 1
                            ? IntegrityException.NoSuchMember.norDataset(torrent.name(), word, torrent.paths())
                            : e;
                }
            }
            return new ChosenFiles(all, path -> true, false);
        }
        unknown.stream().findFirst().ifPresent(word -> {
            throw new IntegrityException.NoSuchMember(torrent.name(), word, torrent.paths());
        });
        List<Predicate<DatasetPath>> members =
                rest.stream().map(ChosenFiles::member).toList();
        return new ChosenFiles(List.of(first), path -> members.stream().anyMatch(member -> member.test(path)), true);
    }

    private static boolean isOf(Metainfo torrent, Predicate<DatasetPath> member) {
        return torrent.files().stream().map(TorrentFile::path).anyMatch(member);
    }

    /** A file or folder by its path, with what a shell completes, or a pattern of paths. */
    private static Predicate<DatasetPath> member(String word) {
        String plain = word.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
        Predicate<DatasetPath> glob = GlobOptions.glob(plain);
        return path -> path.andAbove().stream().anyMatch(each -> each.text().equals(plain)) || glob.test(path);
    }
}
