package org.seedbank.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.FileFinding;
import org.seedbank.integrity.FixityReport;
import org.seedbank.integrity.Sha256;

/** A fixity report as JSON; the manual documents its shape. */
final class FixityJson {

    private FixityJson() {}

    static JsonObject of(FixityReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("tool", "seedbank " + SwarmOptions.version());
        json.add("torrent", EntryJsonView.torrent(report.torrent()));
        json.addProperty("path", report.root().toString());
        json.addProperty("intact", report.isIntact());
        json.addProperty("checkedFileDigests", report.checkedFileDigests());
        json.addProperty("started", report.started().toString());
        json.addProperty("ended", report.ended().toString());
        json.add(
                "files",
                EntryJsonView.arrayOf(
                        report.findings().stream().map(FixityJson::finding).toList()));
        json.add("extras", EntryJsonView.array(report.extras()));
        return json;
    }

    private static JsonObject finding(FileFinding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("path", finding.path().text());
        json.addProperty("length", finding.length());
        json.addProperty("verdict", FixityText.verdict(finding));
        if (finding instanceof FileFinding.Damaged damaged) {
            json.addProperty("expected", damaged.expected().map(Sha256::hex).orElse(null));
            json.addProperty("found", damaged.found().map(Sha256::hex).orElse(null));
            json.add("ranges", ranges(damaged.ranges()));
        } else if (finding instanceof FileFinding.WrongLength wrong) {
            json.addProperty("foundLength", wrong.foundLength());
            json.add("ranges", ranges(wrong.ranges()));
        } else if (finding instanceof FileFinding.Unreadable unreadable) {
            json.addProperty("reason", unreadable.reason());
        } else if (finding instanceof FileFinding.NotVerified unverified) {
            json.addProperty("reason", unverified.reason());
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
