package org.seedbank.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.FileFinding;
import org.seedbank.integrity.FixityReference;
import org.seedbank.integrity.FixityReport;

/** A fixity report as JSON; the manual documents its shape. */
final class FixityJson {

    private FixityJson() {}

    static JsonObject of(FixityReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("tool", "seedbank " + SwarmOptions.version());
        reference(json, report.reference());
        json.addProperty("checkedFileDigests", report.checkedFileDigests());
        json.addProperty("intact", report.isIntact());
        json.add("totals", totals(report));
        json.add("files", files(report));
        json.add("extras", EntryJsonView.array(report.extras()));
        json.add("run", run(report));
        return json;
    }

    private static void reference(JsonObject json, FixityReference reference) {
        if (reference instanceof FixityReference.OfTorrent of) {
            json.add("torrent", EntryJsonView.torrent(of.torrent()));
        } else if (reference instanceof FixityReference.OfList of) {
            JsonObject list = new JsonObject();
            list.addProperty("name", of.name());
            list.addProperty("format", of.format());
            list.addProperty("sha256", of.digest().hex());
            json.add("list", list);
        }
    }

    private static JsonObject totals(FixityReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("files", report.chosenCount());
        json.addProperty("bytes", report.chosenBytes());
        json.addProperty("intactFiles", report.intactCount());
        json.addProperty("intactBytes", report.intactBytes());
        json.addProperty("damagedFiles", report.damage().size());
        return json;
    }

    /** What differs from one verification of the same bytes to the next. */
    private static JsonObject run(FixityReport report) {
        JsonObject json = new JsonObject();
        Duration duration = Duration.between(report.started(), report.ended());
        json.addProperty("path", report.root().toString());
        json.addProperty("started", report.started().toString());
        json.addProperty("ended", report.ended().toString());
        json.addProperty("seconds", duration.toMillis() / 1000.0);
        long read = report.chosenBytes() - report.resumedBytes();
        json.addProperty("bytesPerSecond", read * 1000 / Math.max(1, duration.toMillis()));
        if (report.resumedBytes() > 0) {
            json.addProperty("resumedBytes", report.resumedBytes());
        }
        return json;
    }

    private static JsonArray files(FixityReport report) {
        JsonArray files = new JsonArray();
        for (int i = 0; i < report.findings().size(); i++) {
            JsonObject json = finding(report.findings().get(i));
            report.digests().expected(i).ifPresent(digest -> digest(json, "expected", digest));
            report.digests().found(i).ifPresent(digest -> digest(json, "found", digest));
            files.add(json);
        }
        return files;
    }

    private static void digest(JsonObject json, String name, ContentDigest digest) {
        json.addProperty("algorithm", digest.algorithm().label());
        json.addProperty(name, digest.hex());
    }

    private static JsonObject finding(FileFinding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("path", finding.path().text());
        if (finding.length() != FileFinding.UNKNOWN_LENGTH) {
            json.addProperty("length", finding.length());
        }
        json.addProperty("verdict", FixityText.verdict(finding));
        if (finding instanceof FileFinding.Damaged damaged) {
            json.add("ranges", ranges(damaged.ranges()));
        } else if (finding instanceof FileFinding.WrongLength wrong) {
            json.addProperty("foundLength", wrong.foundLength());
            json.add("ranges", ranges(wrong.ranges()));
        } else if (finding instanceof FileFinding.Unreadable unreadable) {
            json.addProperty("reason", unreadable.reason());
        } else if (finding instanceof FileFinding.NotVerified unverified) {
            json.addProperty("reason", unverified.reason());
        } else if (finding instanceof FileFinding.NotFetched unfetched) {
            json.addProperty("url", unfetched.url());
        } else if (finding instanceof FileFinding.Invalid invalid) {
            json.addProperty("reason", invalid.reason());
        }
        return json;
    }

    static JsonArray ranges(List<ByteRange> ranges) {
        return EntryJsonView.arrayOf(ranges.stream()
                .map(range -> {
                    JsonObject json = new JsonObject();
                    json.addProperty("start", range.start());
                    json.addProperty("end", range.end());
                    return json;
                })
                .toList());
    }
}
