package feedback.pos.poll;

import feedback.pos.organization.Assurance;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may vote, as data. The rules of real votes on the urban environment: from 14 years on, residence <em>or</em>
 * registration in the municipality.
 *
 * @param access how a voter is known
 * @param minAge how old one must be on the day of voting, 0 to 120, or null
 * @param territories in one of which one must live or be registered; empty: anywhere
 * @param assurance how surely a signed-in voter must be known
 * @param channels the ways by which ballots are taken, of those that go with the access; empty: the usual ones
 */
public record Electorate(
        Access access,
        @Nullable Integer minAge,
        Set<Territory> territories,
        Assurance assurance,
        Set<VoteChannel> channels) {
    private static final int MOST_TERRITORIES = 1_000;
    private static final int OLDEST = 120;

    /** How a voter is known. */
    public enum Access {
        /** Not at all: as many answers as somebody sends; for opinions, not for votes. */
        ANYBODY,
        /** By an account, or a phone. */
        PERSONS,
        /** By an account that stands in a list. */
        LISTED,
        /** By a one-time token, and nothing else. */
        TOKENS
    }

    /**
     * Somebody who wants to vote.
     *
     * @param born day of birth, or null if not known
     * @param residence where one lives, or null
     * @param registration where one is registered, or null
     * @param assurance how surely one is known
     */
    public record Voter(
            @Nullable LocalDate born,
            @Nullable Territory residence,
            @Nullable Territory registration,
            Assurance assurance) {}

    /** @throws Refusal INVALID_VALUE if a number is out of its range */
    public Electorate {
        territories = Set.copyOf(territories);
        channels = channels.isEmpty() ? usual(access) : Set.copyOf(channels);
        if (!possible(access).containsAll(channels)) {
            throw Refusal.field("electorate.channels", "poll.channels", possible(access));
        }
        if (minAge != null && (minAge < 0 || minAge > OLDEST)) {
            throw Refusal.field("electorate.minAge", "poll.range", 0, OLDEST);
        }
        if (territories.size() > MOST_TERRITORIES) {
            throw Refusal.field("electorate.territories", "list.tooLong", MOST_TERRITORIES);
        }
    }

    private static Set<VoteChannel> usual(Access access) {
        return switch (access) {
            case ANYBODY -> EnumSet.of(VoteChannel.LINK, VoteChannel.ESIA);
            case PERSONS, LISTED -> EnumSet.of(VoteChannel.ESIA, VoteChannel.OPERATOR);
            case TOKENS -> EnumSet.of(VoteChannel.TOKEN);
        };
    }

    private static Set<VoteChannel> possible(Access access) {
        return switch (access) {
            case ANYBODY -> EnumSet.of(VoteChannel.ESIA, VoteChannel.LINK);
            case PERSONS ->
                EnumSet.of(VoteChannel.ESIA, VoteChannel.OPERATOR, VoteChannel.VOLUNTEER, VoteChannel.PAPER);
            case LISTED -> EnumSet.of(VoteChannel.ESIA, VoteChannel.OPERATOR);
            case TOKENS -> EnumSet.of(VoteChannel.TOKEN);
        };
    }

    /** Everybody who has an account. */
    public static Electorate everybody() {
        return new Electorate(Access.PERSONS, null, Set.of(), Assurance.NONE, Set.of());
    }

    /** Whether anything is asked of a voter's person: an age, a place, how surely one is known, a phone that may have voted. */
    public boolean asksWhoOneIs() {
        return minAge != null
                || !territories.isEmpty()
                || assurance != Assurance.NONE
                || channels.contains(VoteChannel.VOLUNTEER);
    }

    /**
     * Looks whether somebody may vote.
     *
     * @param today the day of voting, where the poll is held
     * @throws Refusal FORBIDDEN saying which condition is not met, or what is not known of the voter
     */
    public void check(Voter voter, LocalDate today) {
        if (voter.assurance().compareTo(assurance) < 0) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.assurance", assurance);
        }
        if (minAge != null) {
            LocalDate born = voter.born();
            if (born == null) {
                throw Refusal.of(Reason.FORBIDDEN, "poll.ageUnknown", minAge);
            }
            if (ChronoUnit.YEARS.between(born, today) < minAge) {
                throw Refusal.of(Reason.FORBIDDEN, "poll.tooYoung", minAge);
            }
        }
        if (!territories.isEmpty() && !isHere(voter.residence()) && !isHere(voter.registration())) {
            boolean isUnknown = voter.residence() == null && voter.registration() == null;
            throw Refusal.of(Reason.FORBIDDEN, isUnknown ? "poll.placeUnknown" : "poll.elsewhere");
        }
    }

    private boolean isHere(@Nullable Territory place) {
        return place != null && territories.stream().anyMatch(each -> each.contains(place));
    }
}
