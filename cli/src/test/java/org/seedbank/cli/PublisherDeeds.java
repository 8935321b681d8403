package org.seedbank.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seedbank.cli.frame.ExitCodes;

/** What is done in the home that publishes, and to the catalog. Each says what it did, in a line. */
final class PublisherDeeds {

    private static final String SOURCES = "src/";

    private final TwoHomes homes;

    PublisherDeeds(TwoHomes homes) {
        this.homes = homes;
    }

    String publish(DeedSequence.Step step) throws Exception {
        String original = Choice.of(Originals.ALL, step.first());
        String source = SOURCES + original;
        SortedMap<String, TreeSnapshot.Item> files = homes.snapshot().below(source);
        Outcome outcome = homes.publisher()
                .run("publish", "--catalog", homes.catalog(), homes.path(source).toString());
        homes.verdicts().hear(outcome, homes.look());
        if (outcome.exitCode() == ExitCodes.OK) {
            Map<String, String> contents = new TreeMap<>();
            files.forEach((path, item) ->
                    contents.put(path.equals(source) ? "" : path.substring(source.length() + 1), item.content()));
            String digest = outcome.out().replaceAll("(?s).*digest +([0-9a-f]{64}).*", "$1");
            String name = Path.of(original).getFileName().toString();
            PublishedFiles dataset = new PublishedFiles(digest, name, source, contents);
            if (homes.published().stream().noneMatch(each -> each.digest().equals(digest))) {
                homes.published().add(dataset);
            }
            homes.belongings().mayHold(source, dataset);
            homes.wanted().news(dataset);
        }
        homes.verdicts().readSerials();
        return "publish " + original + Choice.ending(outcome);
    }

    String editOriginal(DeedSequence.Step step) throws Exception {
        List<String> files = new ArrayList<>(homes.snapshot().below("src").keySet());
        return files.isEmpty()
                ? "nothing to edit"
                : new PersonDeeds(homes).edit(Choice.of(files, step.first()), step.second());
    }

    String restoreOriginal(DeedSequence.Step step) throws Exception {
        String original = Choice.of(Originals.ALL, step.first());
        homes.originals().restore(original);
        homes.snapshot().below(SOURCES + original).forEach(homes.belongings()::put);
        return "put the first bytes of " + original + " back";
    }

    String withdraw(DeedSequence.Step step) throws Exception {
        if (homes.published().isEmpty()) {
            return "nothing to withdraw";
        }
        String digest = Choice.of(homes.published(), step.first()).digest();
        Outcome outcome = homes.publisher().run("withdraw", "--yes", "--catalog", homes.catalog(), digest);
        homes.verdicts().hear(outcome, homes.look());
        homes.verdicts().readSerials();
        return "withdraw %.8s%s".formatted(digest, Choice.ending(outcome));
    }

    /** Somebody's synchronisation hides an entry for a while. */
    String hideEntry(DeedSequence.Step step) throws Exception {
        if (homes.published().isEmpty()) {
            return "nothing to hide";
        }
        String digest = Choice.of(homes.published(), step.first()).digest();
        move(digest, homes.path("catalog"), homes.path("hidden"), step.second());
        homes.verdicts().readSerials();
        return "hide entry " + digest.substring(0, 8);
    }

    String showEntries(DeedSequence.Step step) throws Exception {
        for (PublishedFiles each : homes.published()) {
            move(each.digest(), homes.path("hidden"), homes.path("catalog"), 0);
        }
        homes.verdicts().readSerials();
        return "show hidden entries";
    }

    /** One of its two files in three cases, else both. */
    private static void move(String digest, Path from, Path to, int which) throws Exception {
        for (String suffix : List.of(".json", ".torrent")) {
            Path file = from.resolve(digest + suffix);
            boolean stays = (which % 6 == 1 && suffix.equals(".torrent")) || (which % 6 == 2 && suffix.equals(".json"));
            if (Files.exists(file) && !stays) {
                Files.move(file, to.resolve(digest + suffix), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    String tearEntry(DeedSequence.Step step) throws Exception {
        if (homes.published().isEmpty()) {
            return "nothing to tear";
        }
        String digest = Choice.of(homes.published(), step.first()).digest();
        Path json = homes.path("catalog").resolve(digest + ".json");
        if (Files.exists(json)) {
            byte[] whole = Files.readAllBytes(json);
            Files.write(json, Arrays.copyOf(whole, whole.length * (step.second() % 10) / 10));
        }
        homes.verdicts().readSerials();
        return "tear entry " + digest.substring(0, 8);
    }
}
