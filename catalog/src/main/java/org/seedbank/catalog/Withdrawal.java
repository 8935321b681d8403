package org.seedbank.catalog;

import java.util.Optional;
import org.seedbank.integrity.Sha256;

/**
 * Why a publisher has taken a dataset back, and what is to be used instead.
 *
 * @param reason a text of up to 1,000 characters, not blank, for people
 * @param supersededBy the dataset that takes its place; a dataset that stands has one where there is a newer version
 */
public record Withdrawal(Optional<String> reason, Optional<Sha256> supersededBy) {

    /** Nothing was said. */
    public static final Withdrawal NONE = new Withdrawal(Optional.empty(), Optional.empty());

    /** Checks the reason. */
    public Withdrawal {
        reason = reason.map(EntryRules::withdrawnReason);
    }

    /** This, where something was said, and otherwise what was said before. */
    Withdrawal after(Withdrawal before) {
        return new Withdrawal(reason.or(before::reason), supersededBy.or(before::supersededBy));
    }
}
