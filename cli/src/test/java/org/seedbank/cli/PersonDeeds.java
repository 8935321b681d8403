package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What persons do to files and folders, without seedbank. Each says what it did, in a line. */
final class PersonDeeds {

    private static int number;

    private final TwoHomes homes;

    PersonDeeds(TwoHomes homes) {
        this.homes = homes;
    }

    private static synchronized byte[] news() {
        return Originals.others(++number);
    }

    /** A file in the place of one that a dataset has, before it is fetched. */
    String putFile(DeedSequence.Step step) throws IOException {
        String path = placeOfFile(step);
        byte[] bytes = news();
        if (exists(path) || !makeFolders(path)) {
            return "nothing to put at " + path;
        }
        Files.write(homes.real(path), bytes);
        noteAll(path);
        return "put a file at " + path;
    }

    /** A file beside those of a dataset. */
    String putExtra(DeedSequence.Step step) throws IOException {
        String path = place(step) + "/notes.txt";
        byte[] bytes = news();
        if (exists(path) || !makeFolders(path)) {
            return "nothing to put at " + path;
        }
        Files.write(homes.real(path), bytes);
        noteAll(path);
        return "put a file at " + path;
    }

    /** A link in the place of a dataset, of one of its files or of a folder in it, to a folder or file of a victim. */
    String putLink(DeedSequence.Step step) throws IOException {
        String path = step.third() % 3 == 0 ? place(step) : placeOfFile(step);
        if (step.third() % 3 == 1 && path.contains("/sub/")) {
            path = path.substring(0, path.indexOf("/sub/") + "/sub".length());
        }
        if (exists(path) || !makeFolders(path)) {
            return "nothing to put at " + path;
        }
        return link(path, step.third());
    }

    private String link(String path, int which) throws IOException {
        String victim =
                List.of("/secret.txt", "/inner", "/inner/data.csv", "/missing").get(which % 4);
        Files.createSymbolicLink(homes.real(path), homes.path(TwoHomes.VICTIM + victim));
        noteAll(path);
        return "link " + path + " to victim" + victim;
    }

    /** A file, or a folder with all that is in it, makes room for a link. */
    String replaceByLink(DeedSequence.Step step) throws IOException {
        List<String> files = filesInTargets();
        if (files.isEmpty()) {
            return "nothing to replace by a link";
        }
        String path = Choice.of(files, step.first());
        if (step.second() % 3 == 0) {
            path = path.substring(
                    0,
                    path.indexOf('/', path.indexOf('/') + 1) < 0
                            ? path.length()
                            : path.indexOf('/', path.indexOf('/') + 1));
        }
        delete(path);
        return "replace by a link: " + link(path, step.third());
    }

    String edit(DeedSequence.Step step) throws IOException {
        List<String> files = filesInTargets();
        return files.isEmpty() ? "nothing to edit" : edit(Choice.of(files, step.first()), step.second());
    }

    /** Changes a file in one of several ways. */
    String edit(String path, int way) throws IOException {
        Path file = homes.real(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "nothing to edit at " + path;
        }
        byte[] bytes = Files.readAllBytes(file);
        FileTime time = Files.getLastModifiedTime(file);
        byte[] changed = bytes.clone();
        int how = bytes.length == 0 ? 0 : way % 5;
        if (how == 0) {
            changed = Arrays.copyOf(bytes, bytes.length + 5);
        } else if (how == 1) {
            changed = Arrays.copyOf(bytes, bytes.length / 2);
        } else {
            changed[way % bytes.length] ^= 1;
        }
        if (how == 2) {
            Path beside = file.resolveSibling(file.getFileName() + "~");
            Files.write(beside, changed);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.write(file, changed);
        }
        if (how == 3) {
            Files.setLastModifiedTime(file, time);
        }
        noteAll(path);
        return "edit %s: %s"
                .formatted(
                        path,
                        List.of("append", "cut", "replace", "one bit, time as before", "one bit")
                                .get(how));
    }

    String deleteFile(DeedSequence.Step step) throws IOException {
        List<String> files = filesInTargets();
        if (files.isEmpty()) {
            return "nothing to delete";
        }
        String path = Choice.of(files, step.first());
        delete(path);
        return "delete " + path;
    }

    String deletePlace(DeedSequence.Step step) throws IOException {
        List<String> places = placesTaken();
        if (places.isEmpty()) {
            return "nothing to delete";
        }
        String path = Choice.of(places, step.first());
        delete(path);
        return "delete all of " + path;
    }

    private void delete(String path) throws IOException {
        homes.belongings().delete(path);
        TwoHomes.delete(homes.real(path));
    }

    /** Moves a dataset as a person does; from now on it is that person's. */
    String movePlace(DeedSequence.Step step) throws IOException, InterruptedException {
        List<String> places = placesTaken();
        if (places.isEmpty()) {
            return "nothing to move";
        }
        String from = Choice.of(places, step.first());
        String name = from.substring(from.indexOf('/') + 1);
        String to = Choice.of(List.of(TwoHomes.ATTIC, "dl0", "dl1"), step.second()) + "/" + name;
        if (exists(to)) {
            return "nothing to move to " + to;
        }
        homes.belongings().delete(from);
        assertThat(new ProcessBuilder(
                                "mv",
                                homes.real(from).toString(),
                                homes.real(to).toString())
                        .start()
                        .waitFor())
                .isZero();
        noteAll(to);
        return "mv %s %s".formatted(from, to);
    }

    /** Copies what was published, as from a stick, and one file of it wrongly in one of three cases. */
    String copyByHand(DeedSequence.Step step) throws IOException {
        if (homes.published().isEmpty()) {
            return "nothing to copy";
        }
        PublishedFiles dataset = Choice.of(homes.published(), step.second());
        String root = Choice.of(TwoHomes.TARGETS, step.first()) + "/" + dataset.name();
        Map<String, byte[]> files = homes.originals().of(dataset.source().substring("src/".length()));
        int copied = 0;
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            String path =
                    root + ("src/" + each.getKey()).substring(dataset.source().length());
            if (!exists(path) && makeFolders(path)) {
                Files.write(homes.real(path), copied++ == 0 && step.third() % 3 == 0 ? news() : each.getValue());
                noteAll(path);
            }
        }
        return "copy %s by hand to %s%s".formatted(dataset.source(), root, step.third() % 3 == 0 ? ", wrongly" : "");
    }

    private String place(DeedSequence.Step step) {
        String target = Choice.of(TwoHomes.TARGETS, step.first());
        String name = Choice.among(homes.published(), step.second())
                .map(PublishedFiles::name)
                .orElse("run");
        return target + "/" + name;
    }

    private String placeOfFile(DeedSequence.Step step) {
        String root = place(step);
        return Choice.among(homes.published(), step.second())
                .map(dataset -> PublishedFiles.in(
                        root, Choice.of(List.copyOf(dataset.contents().keySet()), step.third())))
                .orElse(root);
    }

    /** Files and links below the folders that receive datasets, but none of the program's own. */
    private List<String> filesInTargets() {
        return homes.snapshot().items().keySet().stream()
                .filter(path -> TwoHomes.TARGETS.contains(path.substring(0, path.indexOf('/'))))
                .filter(path -> !path.contains(".seedbank-"))
                .toList();
    }

    /** What lies in folders that receive datasets. */
    private List<String> placesTaken() throws IOException {
        List<String> places = new ArrayList<>();
        for (String target : TwoHomes.TARGETS) {
            if (Files.isDirectory(homes.real(target))) {
                try (Stream<Path> children = Files.list(homes.real(target))) {
                    children.map(path -> path.getFileName().toString())
                            .filter(name -> !name.startsWith(".seedbank-"))
                            .sorted()
                            .forEach(name -> places.add(target + "/" + name));
                }
            }
        }
        return places;
    }

    private boolean exists(String path) {
        return Files.exists(homes.real(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes the folders above a path; false where something else is in the way. */
    private boolean makeFolders(String path) throws IOException {
        Path folder = homes.real(path).getParent();
        for (Path each = folder; each.startsWith(homes.path("")); each = each.getParent()) {
            if (Files.exists(each, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        Files.createDirectories(folder);
        return true;
    }

    /** All that is at a path and below it is that person's, and so is whatever is the same file under another name. */
    private void noteAll(String path) {
        TreeSnapshot now = homes.snapshot();
        now.below(path).forEach((each, item) -> {
            homes.belongings().put(each, item);
            if (!item.isLink()) {
                now.items().forEach((other, same) -> {
                    if (same.identity().equals(item.identity())) {
                        homes.belongings().put(other, same);
                    }
                });
            }
        });
    }
}
