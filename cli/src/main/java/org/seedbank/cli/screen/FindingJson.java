package org.seedbank.cli.screen;

import java.util.List;
import java.util.Optional;
import org.seedbank.node.examination.Finding;

/**
 * One finding, as it is printed in JSON.
 *
 * @param subject what was looked at
 * @param health whether it is as it should be
 * @param said what was found, in words
 * @param remedy what to do about it, if something is
 * @param kind the finding between programs
 * @param how how that is known
 */
public record FindingJson(
        String subject, Finding.Health health, String said, Optional<String> remedy, String kind, String how) {

    /** Findings in the same order, with next steps for this dataset. */
    public static List<FindingJson> of(List<Finding> findings, FindingSubject subject) {
        return findings.stream().map(each -> of(each, subject)).toList();
    }

    private static FindingJson of(Finding finding, FindingSubject subject) {
        FindingText text = FindingText.of(finding, subject);
        return new FindingJson(
                finding.subject(),
                finding.health(),
                text.said(),
                text.step(),
                finding.kind().label(),
                text.how());
    }
}
