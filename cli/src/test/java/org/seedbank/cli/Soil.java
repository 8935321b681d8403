package org.seedbank.cli;

import java.io.IOException;
import java.util.Map;

/** A small dataset of two files, whose padding is more than a tenth of their bytes. Digests come from coreutils, infohashes from python3-libtorrent reading its torrent. */
public final class Soil {

    public static final String DIGEST = "8348fde939528b3c7cfce093eaaab056e2effebb46b9f191f9e16d659ba51ae1";

    public static final String V1 = "eda364f4b1e7835f48300ee1f72808a505daf6b2";
    static final String MAGNET = "magnet:?xt=urn:btih:" + V1 + "&dn=soil-2024";
    public static final String DEPTH = "station,depth\nA,10\nB,12\n";
    static final String DEPTH_SHA256 = "89eb477875b3778a858455f3cedb01ae8c888e43c442ed4ff692073c497baf13";
    public static final String PH = "station,ph\nA,6.5\nB,7.1\n";
    static final String PH_SHA256 = "9d35626198bda121f43071a788e3b1adbc53c82aadde7d58281412ade32a2db8";

    /** What {@code publish} prints of it after the serial. */
    static final String SUMMARY = """
        digest    %s
        size      47 B in 2 files
        pieces    1 of 16 KiB
        format    v1, as padding of a hybrid would add 32.7 kB to 47 B
        infohash  %s (v1)
        magnet    %s
        """.formatted(DIGEST, V1, MAGNET);

    /** What {@code get} and {@code verify} print of an intact copy. */
    public static final String INTACT = "all 2 files intact (47 B in SECONDS, by pieces and file digests)\n";

    private Soil() {}

    /** Its files with their text, by their paths. */
    static Map<String, String> files() {
        return Map.of("depth.csv", DEPTH, "ph.csv", PH);
    }

    /** Writes it to {@code BENCH/soil-2024}. */
    public static void write(Bench bench) throws IOException {
        writeTo(bench, "soil-2024");
    }

    /** Writes it to a folder of another name. */
    public static void writeTo(Bench bench, String folder) throws IOException {
        bench.write(folder + "/depth.csv", DEPTH);
        bench.write(folder + "/ph.csv", PH);
    }
}
