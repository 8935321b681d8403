package org.seedbank.cli;

import java.io.IOException;

/** What a node that does not run any more has left on the disk of a bench. */
final class StateOnDisk {

    private final Bench bench;
    private final String key;
    private String verified = "";
    private String chosen = "";
    private boolean paused;
    private int damaged;
    private long done;

    /** Of the dataset with this infohash. */
    StateOnDisk(Bench bench, String infohash) {
        this.bench = bench;
        this.key = infohash.substring(0, 40);
    }

    StateOnDisk verified() {
        verified = "\"verified\": \"2024-05-17T12:00:00.123456789Z\",";
        return this;
    }

    /** Of which only the first file was wanted. */
    StateOnDisk chosen() {
        chosen = "\"files\": [0],";
        return this;
    }

    StateOnDisk paused() {
        paused = true;
        return this;
    }

    StateOnDisk damaged() {
        damaged = 1;
        return this;
    }

    StateOnDisk done(long bytes) {
        done = bytes;
        return this;
    }

    void write() throws IOException {
        write("""
            {"schema": 1, "root": "%s", "mount": "/", "published": false, "seed": true, "origin": "get",
             "added": "2024-05-17T11:00:00Z", "paused": %b, "limits": {}, "peers": [], "begun": true, %s %s
             "damaged": [], "damagedFiles": %d, "done": %d, "downloaded": 0, "uploaded": 0, "rejected": 0, "banned": 0}
            """.formatted(bench.path("data/soil-2024"), paused, verified, chosen, damaged, done));
    }

    /** A record that nobody can read. */
    void writeTorn() throws IOException {
        write("{\"schema\": 1, \"ro");
    }

    private void write(String record) throws IOException {
        bench.write("home/state/node/datasets/" + key + "/record.json", record);
    }
}
