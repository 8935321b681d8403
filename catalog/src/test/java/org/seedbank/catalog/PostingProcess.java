package org.seedbank.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.seedbank.catalog.names.Catalogs;

/** A second process that posts sample datasets and says of each, once it is done, its number and its serial. */
final class PostingProcess implements AutoCloseable {

    /** What is said of datasets with a negative number, so that their JSON is much longer than their torrent. */
    private static final String WORDY = "depth to bedrock, ".repeat(5_000);

    private final Process process;
    private final BufferedReader lines;

    private PostingProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Starts a process that posts the datasets numbered {@code first} to {@code last}. */
    static PostingProcess start(Path folder, int first, int last) throws IOException {
        return start(List.of(), folder, first, last);
    }

    /** The same by way of another program, such as one that sets limits. */
    static PostingProcess start(List<String> wrapper, Path folder, int first, int last) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PostingProcess.class.getName()));
        command.addAll(List.of(folder.toString(), "" + first, "" + last));
        return new PostingProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Runs in the second process. */
    public static void main(String[] args) throws InterruptedException {
        Catalog catalog = new Catalogs(CatalogSettings.below(Path.of(args[0]))).open("dir:" + args[0]);
        for (int number = Integer.parseInt(args[1]); number <= Integer.parseInt(args[2]); number++) {
            SampleDataset dataset = SampleDataset.number(number);
            Entry draft = dataset.draft().toBuilder()
                    .description(number < 0 ? WORDY : "")
                    .build();
            Posted posted = catalog.post(draft, dataset.metainfo());
            System.out.println(number + " " + posted.listed().serial());
        }
    }

    /** One post that was acknowledged. */
    record Acknowledged(int number, int serial) {

        static Acknowledged parse(String line) {
            String[] words = line.split(" ", -1);
            if (words.length != 2) {
                throw new IllegalStateException("the posting process said: " + line);
            }
            return new Acknowledged(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
        }
    }

    /** The next line of the process, or null at its end. */
    String line() throws IOException {
        return lines.readLine();
    }

    /** Everything that was acknowledged and not read yet; waits until the process has ended. */
    List<Acknowledged> rest() throws IOException {
        return lines.lines().map(Acknowledged::parse).toList();
    }

    Process process() {
        return process;
    }

    /** Ends the process as a power cut would. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lines.close();
    }
}
