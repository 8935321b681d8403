package org.seedbank.cli.verify;

import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seedbank.cli.catalog.EntryJsonView;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.JsonTime;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.library.Version;

/**
 * A fixity report as JSON; the manual documents its shape. It is written file by file, as a report may have a million of
 * them.
 */
public record FixityJson(FixityReport report) implements JsonOutput.Body {

    @Override
    public void writeTo(JsonWriter json) throws IOException {
        json.beginObject();
        writeFieldsTo(json);
        json.endObject();
    }

    /** The report's fields, for an object that has others too. */
    void writeFieldsTo(JsonWriter json) throws IOException {
        json.name("tool").value(Version.program());
        reference(json, report.reference());
        json.name("checkedFileDigests").value(report.checkedFileDigests());
        json.name("intact").value(report.isIntact());
        totals(json);
        json.name("files").beginArray();
        for (int i = 0; i < report.findings().size(); i++) {
            file(json, i);
        }
        json.endArray();
        json.name("extras").beginArray();
        for (String extra : report.extras()) {
            json.value(extra);
        }
        json.endArray();
        run(json);
    }

    private static void reference(JsonWriter json, FixityReference reference) throws IOException {
        if (reference instanceof FixityReference.OfTorrent of) {
            json.name("torrent");
            JsonOutput.write(EntryJsonView.torrent(of.torrent()), json);
        } else if (reference instanceof FixityReference.OfList of) {
            JsonObject list = new JsonObject();
            list.addProperty("name", of.name());
            list.addProperty("format", of.format());
            list.addProperty("sha256", of.digest().hex());
            json.name("list");
            JsonOutput.write(list, json);
        }
    }

    private void totals(JsonWriter json) throws IOException {
        json.name("totals").beginObject();
        json.name("files").value(report.chosenCount());
        json.name("bytes").value(report.chosenBytes());
        json.name("intactFiles").value(report.intactCount());
        json.name("intactBytes").value(report.intactBytes());
        json.name("damagedFiles").value(report.damage().size());
        json.endObject();
    }

    /** What differs from one verification of the same bytes to the next. */
    private void run(JsonWriter json) throws IOException {
        Duration duration = Duration.between(report.started(), report.ended());
        json.name("run").beginObject();
        json.name("path").value(report.root().toString());
        json.name("started").value(JsonTime.of(report.started()));
        json.name("ended").value(JsonTime.of(report.ended()));
        json.name("seconds").value(duration.toMillis() / 1000.0);
        json.name("bytesPerSecond").value(FixityText.Verdict.rate(report));
        if (report.resumedBytes() > 0) {
            json.name("resumedBytes").value(report.resumedBytes());
        }
        json.endObject();
    }

    private void file(JsonWriter json, int index) throws IOException {
        FileFinding finding = report.findings().get(index);
        json.beginObject();
        json.name("path").value(finding.path().text());
        if (finding.length() != FileFinding.UNKNOWN_LENGTH) {
            json.name("length").value(finding.length());
        }
        json.name("verdict").value(FixityText.verdict(finding));
        details(json, finding);
        digests(json, index);
        json.endObject();
    }

    private static void details(JsonWriter json, FileFinding finding) throws IOException {
        if (finding instanceof FileFinding.Damaged damaged) {
            ranges(json, damaged.ranges());
        } else if (finding instanceof FileFinding.WrongLength wrong) {
            json.name("foundLength").value(wrong.foundLength());
            ranges(json, wrong.ranges());
        } else if (finding instanceof FileFinding.Unreadable unreadable) {
            json.name("reason").value(unreadable.reason());
        } else if (finding instanceof FileFinding.NotVerified unverified) {
            json.name("reason").value(unverified.reason());
        } else if (finding instanceof FileFinding.NotFetched unfetched) {
            json.name("url").value(unfetched.url());
        } else if (finding instanceof FileFinding.Invalid invalid) {
            json.name("reason").value(invalid.reason());
        }
    }

    static void ranges(JsonWriter json, List<ByteRange> ranges) throws IOException {
        json.name("ranges").beginArray();
        for (ByteRange range : ranges) {
            json.beginObject();
            json.name("start").value(range.start());
            json.name("end").value(range.end());
            json.endObject();
        }
        json.endArray();
    }

    private void digests(JsonWriter json, int index) throws IOException {
        Optional<ContentDigest> expected = report.digests().expected(index);
        Optional<ContentDigest> found = report.digests().found(index);
        Optional<ContentDigest> either = expected.or(() -> found);
        if (either.isPresent()) {
            json.name("algorithm").value(either.get().algorithm().label());
        }
        if (expected.isPresent()) {
            json.name("expected").value(expected.get().hex());
        }
        if (found.isPresent()) {
            json.name("found").value(found.get().hex());
        }
    }
}
