package org.seedbank.integrity.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Remedy;

/** Links that a scan met and a dataset cannot hold, so that all of them can be told at once. */
final class RefusedLinks {

    /** As many as a person reads. */
    private static final int MOST_NAMED = 20;

    private static final String COPY = "a copy made with 'cp -rL --reflink=auto' has files in their place";

    private static final Pattern GIT_ANNEX = Pattern.compile("(^|.*/)\\.git/annex/objects/.*");

    private static final Pattern DVC =
            Pattern.compile("(^|.*/)(\\.dvc/cache/.*|files/md5/[0-9a-f]{2}/[0-9a-f]{30}(\\.dir)?)");

    private static final Pattern HUGGING_FACE = Pattern.compile("(^|.*/)blobs/[0-9a-f]{40,64}");

    private final Path root;
    private final boolean followed;
    private final List<Path> named = new ArrayList<>();
    private int count;
    private boolean allInside = true;
    private boolean someToNothing;
    private String kind;

    RefusedLinks(Path root, boolean followed) {
        this.root = root;
        this.followed = followed;
    }

    void add(Path link) {
        count++;
        if (named.size() < MOST_NAMED) {
            named.add(link);
        }
        boolean inside = isInside(link);
        allInside &= inside;
        someToNothing |= !Files.exists(link);
        kind = followed ? followedKind(link) : "a symbolic link";
    }

    private static String followedKind(Path link) {
        return Files.exists(link) ? "a link out of the dataset" : "a link to nothing";
    }

    private boolean isInside(Path link) {
        try {
            return link.toRealPath().startsWith(root);
        } catch (IOException e) {
            return false;
        }
    }

    /** Throws {@link IntegrityException.UnsupportedFile} with all of them, if there are any. */
    void refuse() {
        if (count == 1) {
            throw new IntegrityException.UnsupportedFile(named.get(0), kind, remedy());
        }
        if (count > 1) {
            String names = named.stream()
                    .map(link -> "'%s'%s".formatted(root.relativize(link), Files.exists(link) ? "" : " (to nothing)"))
                    .collect(Collectors.joining(", "));
            int more = count - named.size();
            throw IntegrityException.UnsupportedFile.links(
                    root,
                    "%d %s".formatted(count, followed ? "links out of it or to nothing" : "symbolic links"),
                    more == 0 ? names : "%s and %d more".formatted(names, more),
                    remedy());
        }
    }

    private Remedy remedy() {
        return madeByOthers(named.get(0)).map(Remedy::advice).orElseGet(this::plainRemedy);
    }

    private Remedy plainRemedy() {
        if (count == 1 && someToNothing) {
            return Remedy.advice("remove it, or see where it should lead");
        }
        String files = count == 1 ? "replace it with the file it points to" : "replace them with what they point to";
        String copied = someToNothing ? "remove those to nothing; then " + COPY : COPY;
        String first = count == 1 ? files : files + ": " + copied;
        return allInside && !followed ? Remedy.of(Remedy.Kind.FOLLOW_LINKS, first) : Remedy.advice(first);
    }

    /** Refuses a link in the place of the whole dataset. */
    static IntegrityException dataset(Path link) {
        try {
            String name = "name what it points to, '%s'".formatted(link.toRealPath());
            return new IntegrityException.UnsupportedFile(
                    link,
                    "a symbolic link",
                    madeByOthers(link).map(Remedy::advice).orElse(Remedy.of(Remedy.Kind.FOLLOW_LINKS, name)));
        } catch (IOException e) {
            String find = "see where it should lead";
            return new IntegrityException.UnsupportedFile(
                    link, "a link to nothing", madeByOthers(link).orElse(find));
        }
    }

    /** The way on from links that a program made which keeps files elsewhere. */
    private static Optional<String> madeByOthers(Path link) {
        String target = target(link);
        if (GIT_ANNEX.matcher(target).matches()) {
            return Optional.of(
                    "fetch the files with 'git annex get' and put them in place with 'git annex unlock'; or " + COPY);
        }
        if (DVC.matcher(target).matches()) {
            return Optional.of("put the files in place with 'dvc unprotect'; or " + COPY);
        }
        if (HUGGING_FACE.matcher(target).matches()) {
            return Optional.of("download with '--local-dir', which makes no links; or " + COPY);
        }
        return Optional.empty();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
