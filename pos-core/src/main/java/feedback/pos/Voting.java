package feedback.pos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Assurance;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import feedback.pos.poll.Ask;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Electorate.Access;
import feedback.pos.poll.Electorate.Voter;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Poll.Stage;
import feedback.pos.poll.Receipt;
import feedback.pos.poll.Sheet;
import feedback.pos.poll.Vote;
import feedback.pos.poll.VoteChannel;
import feedback.pos.poll.Way;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Outcome;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.Records.Document;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who comes to the box, whether one may, and what becomes of the ballot. Thread-safe. */
final class Voting {
    private static final int OPEN_POLLS = 1_000;
    private static final int KNOWN_BODIES = 1_000;
    private static final int LONGEST_KNOWN = 500;
    private static final int LONGEST_LINE = 100;
    private static final int MOST_TOKENS = 10_000;
    private static final String CYRILLIC = "АВЕКМНОРСТУХ";
    private static final String LATIN = "ABEKMHOPCTYX";
    private static final String LISTED = "poll-listed";

    private final Office office;
    private final Polls polls;
    private final PollKeys keys;
    private final PhoneCodes codes;

    /** Of open polls only: their rules are frozen, and that one was closed the box knows. */
    private final Cache<UUID, Ready> ready =
            Caffeine.newBuilder().maximumSize(OPEN_POLLS).build();

    private record Ready(Poll poll, Terms terms) {}

    /**
     * Who is at the box.
     *
     * @param keys what stands for the voter, as many as ways in which the voter is known
     * @param person the voter's id, or null
     * @param facts what is known of the voter, or null where nothing is asked
     */
    private record AtBox(
            List<UUID> keys,
            @Nullable String person,
            @Nullable Voter facts) {}

    Voting(Office office, Polls polls, PollKeys keys) {
        this.office = office;
        this.polls = polls;
        this.keys = keys;
        this.codes = new PhoneCodes(office, keys);
    }

    Receipt cast(UUID id, Vote vote, Actor by) {
        Instant now = office.now();
        Ready box = ready(id, by);
        Poll poll = box.poll();
        checkTime(poll, now);
        Way way = vote.way();
        Electorate electorate = poll.plan().electorate();
        if (!electorate.channels().contains(way.channel())) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.channel", way.channel());
        }
        if (isEntered(way) && !polls.enters(poll, by)) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.role", Role.OPERATOR);
        }
        AtBox voter = voter(poll, way, vote, by, now);
        Voter facts = voter.facts();
        if (facts != null) {
            electorate.check(facts, now.atZone(office.regulation().zone()).toLocalDate());
        }
        Ask.Chosen chosen = poll.plan().ask().read(vote.choices());
        boolean isNamed = !poll.plan().secret();
        Sheet sheet = new Sheet(
                way.channel(),
                way instanceof Way.OnPaper paper ? paper.protocol() : null,
                isNamed ? voter.keys().get(0) : null,
                chosen.body());
        Ballot ballot = new Ballot(
                voter.keys(),
                keys.salt(),
                sheet.written(),
                chosen.texts(),
                chosen.quotas(),
                once(id, vote),
                new Trail(
                        // As coarse as the report on what is odd can bear: the instant would lead from voters to lines
                        isNamed ? now : now.truncatedTo(ChronoUnit.MINUTES),
                        way.channel().name(),
                        hashed(id, "device", vote.device()),
                        hashed(id, "network", vote.network()),
                        isEntered(way) ? by.person() : null,
                        sheet.protocol(),
                        isNamed ? voter.person() : null));
        if (poll.plan().revoting() && (way instanceof Way.ForPerson || way instanceof Way.OnPaper)) {
            requireFirst(id, voter);
        }
        Receipt receipt = receipt(
                id,
                ballot,
                isEntered(way),
                office.storage().ballots().cast(box.terms(), List.of(ballot)).get(0));
        if (way instanceof Way.ByPhone byPhone) {
            codes.used(id, byPhone.phone());
        }
        return receipt;
    }

    /** Nobody's own ballot is replaced by one that somebody else says is a later one. */
    private void requireFirst(UUID id, AtBox voter) {
        for (UUID key : voter.keys()) {
            if (office.storage().ballots().voter(id, key).isPresent()) {
                throw Refusal.of(Reason.ALREADY_DONE, "poll.secondOf");
            }
        }
    }

    /** Somebody else than the voter acts. */
    private static boolean isEntered(Way way) {
        return way instanceof Way.ForPerson || way instanceof Way.ByPhone || way instanceof Way.OnPaper;
    }

    /** A sheet that is entered twice is the same sheet, whatever program does it; hashed, for its choices may be long. */
    private @Nullable String once(UUID poll, Vote vote) {
        return vote.way() instanceof Way.OnPaper paper
                ? keys.of(poll, "sheet", paper.sheet() + " " + spelled(paper.protocol()) + " " + vote.choices())
                        .toString()
                : vote.once();
    }

    private @Nullable String hashed(UUID poll, String way, @Nullable String who) {
        return who == null ? null : keys.of(poll, way, who).toString();
    }

    private Receipt receipt(UUID id, Ballot ballot, boolean isEntered, Outcome outcome) {
        if (outcome instanceof Outcome.Taken taken) {
            BallotBox.Receipt at = taken.receipt();
            if (taken.again()) {
                requireSame(id, at, ballot);
            }
            return new Receipt(id, at.chain(), at.position(), at.seal());
        }
        if (outcome instanceof Outcome.Second) {
            throw Refusal.of(Reason.ALREADY_DONE, isEntered ? "poll.secondOf" : "poll.second");
        }
        if (outcome instanceof Outcome.Full full) {
            throw Refusal.of(Reason.CONFLICT, "poll.full", full.quota());
        }
        throw Refusal.of(Reason.TOO_LATE, "poll.over");
    }

    /** Who sends another choice under the same secret must not believe that it was taken. */
    private void requireSame(UUID id, BallotBox.Receipt at, Ballot ballot) {
        boolean isSame = office.storage().ballots().lines(id, at.chain(), at.position() - 1, 1).stream()
                .anyMatch(line -> line.position() == at.position()
                        && choiceOf(line.body()).equals(choiceOf(ballot.body())));
        if (!isSame) {
            throw Refusal.of(Reason.KEY_REUSED, "poll.choiceChanged");
        }
    }

    private static String choiceOf(String body) {
        return Sheet.read(body).choice();
    }

    private Ready ready(UUID id, Actor by) {
        Ready known = ready.getIfPresent(id);
        if (known != null) {
            return known;
        }
        Poll poll = polls.get(id, by);
        Ask ask = poll.plan().ask();
        Ready made = new Ready(poll, new Terms(id, poll.plan().revoting(), ask.quotas(), counting(ask)));
        if (poll.stage() == Stage.OPEN) {
            ready.put(id, made);
        }
        return made;
    }

    /** Many ballots say the same, and who writes them down holds up all others. */
    private static Function<String, Map<String, Long>> counting(Ask ask) {
        Cache<String, Map<String, Long>> known =
                Caffeine.newBuilder().maximumSize(KNOWN_BODIES).build();
        return body -> body.length() > LONGEST_KNOWN
                ? Sheet.counts(ask, body)
                : known.get(body, any -> Map.copyOf(Sheet.counts(ask, any)));
    }

    /** The poll as one comes to its box: of one that is open a read is spared, since its rules are frozen; whether it was closed the box says. */
    Poll atBox(UUID id, Actor by) {
        return ready(id, by).poll();
    }

    private static void checkTime(Poll poll, Instant now) {
        if (poll.stage() == Stage.CLOSED || poll.stage() == Stage.PUBLISHED || poll.isOver(now)) {
            throw Refusal.of(Reason.TOO_LATE, "poll.over");
        }
        if (!poll.takesBallots(now)) {
            Instant opens = poll.plan().opens();
            throw poll.stage() == Stage.OPEN && opens != null
                    ? Refusal.of(Reason.WRONG_STAGE, "poll.notYet", opens)
                    : Refusal.of(Reason.WRONG_STAGE, "poll.stage", poll.stage());
        }
    }

    private AtBox voter(Poll poll, Way way, Vote vote, Actor by, Instant now) {
        UUID id = poll.id();
        if (way instanceof Way.Self) {
            if (by.person().isEmpty()) {
                throw Refusal.of(Reason.UNAUTHENTICATED, "poll.signIn");
            }
            return person(poll, by.person());
        }
        if (way instanceof Way.ForPerson it) {
            requireLine("person", it.person());
            if (office.person(it.person()).isEmpty()) {
                throw Refusal.field("person", "poll.personUnknown");
            }
            return person(poll, it.person());
        }
        if (way instanceof Way.ByPhone it) {
            codes.check(id, it.phone(), it.code(), now);
            Voter facts = new Voter(it.born(), it.residence(), null, Assurance.SIMPLE);
            return new AtBox(List.of(keys.of(id, PollKeys.PHONE, PhoneCodes.digits(it.phone()))), null, facts);
        }
        if (way instanceof Way.OnPaper it) {
            requireLine("protocol", it.protocol());
            if (it.sheet() < 1) {
                throw Refusal.field("sheet", "poll.range", 1, Integer.MAX_VALUE);
            }
            return new AtBox(List.of(keys.of(id, "paper", it.sheet() + " " + spelled(it.protocol()))), null, null);
        }
        if (way instanceof Way.ByToken it) {
            int serial = keys.serial(id, it.token());
            return new AtBox(List.of(keys.of(id, "token", Integer.toString(serial))), null, null);
        }
        String once = vote.once();
        return new AtBox(List.of(once == null ? keys.anybody() : keys.of(id, "once", once)), null, null);
    }

    /**
     * Of the same protocol, however it is typed: in capitals, letters that look alike as one, blanks and hyphens of all kinds as one hyphen.
     * That there is one stays: 1-11 is not 11-1.
     */
    private static String spelled(String protocol) {
        String capitals = Normalizer.normalize(protocol, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("[\\s\\p{Z}\\p{Pd}]+", "-")
                .toUpperCase(Locale.ROOT);
        StringBuilder spelled = new StringBuilder();
        capitals.chars().forEach(c -> {
            int at = CYRILLIC.indexOf(c);
            spelled.append(at < 0 ? (char) c : LATIN.charAt(at));
        });
        return spelled.toString();
    }

    private static void requireLine(String field, String text) {
        if (text.isBlank()
                || text.codePointCount(0, text.length()) > LONGEST_LINE
                || text.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.field(field, "poll.textLength", 1, LONGEST_LINE);
        }
    }

    /** Somebody with an account, who has one ballot also if a volunteer can be told a code from the same phone. */
    private AtBox person(Poll poll, String person) {
        Electorate electorate = poll.plan().electorate();
        UUID key = keys.of(poll.id(), "person", person);
        if (electorate.access() == Access.LISTED
                && office.storage().records().get(LISTED, poll.id() + "/" + key).isEmpty()) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.notListed");
        }
        if (!electorate.asksWhoOneIs()) {
            return new AtBox(List.of(key), person, null);
        }
        Optional<Person> known = office.person(person);
        List<UUID> all = new ArrayList<>(List.of(key));
        String phone = known.map(Person::phone).orElse(null);
        if (electorate.channels().contains(VoteChannel.VOLUNTEER) && phone != null && PhoneCodes.isPhone(phone)) {
            all.add(keys.of(poll.id(), PollKeys.PHONE, PhoneCodes.digits(phone)));
        }
        Voter facts = known.map(Voting::facts).orElse(new Voter(null, null, null, Assurance.NONE));
        return new AtBox(all, person, facts);
    }

    private static Voter facts(Person person) {
        return new Voter(
                person.born(),
                person.residence(),
                person.registration(),
                Objects.requireNonNullElse(person.assurance(), Assurance.NONE));
    }

    boolean hasVoted(Poll poll, Actor who) {
        return !who.person().isEmpty()
                && poll.stage() != Stage.DRAFT
                && office.storage()
                        .ballots()
                        .voter(poll.id(), keys.of(poll.id(), "person", who.person()))
                        .isPresent();
    }

    void sendCode(Poll poll, String phone, Actor by, Polls.CodeSender sender) {
        Instant now = office.now();
        checkTime(poll, now);
        if (!poll.plan().electorate().channels().contains(VoteChannel.VOLUNTEER)) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.channel", VoteChannel.VOLUNTEER);
        }
        if (!polls.enters(poll, by)) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.role", Role.OPERATOR);
        }
        codes.send(poll.id(), phone, now, sender);
    }

    List<String> tokens(Poll poll, int from, int number) {
        if (poll.plan().electorate().access() != Access.TOKENS) {
            throw Refusal.of(Reason.CONFLICT, "poll.noTokens");
        }
        if (from < 1) {
            throw Refusal.field("from", "poll.range", 1, Integer.MAX_VALUE);
        }
        if (number < 1 || number > MOST_TOKENS || from > Integer.MAX_VALUE - number) {
            throw Refusal.field("number", "poll.range", 1, MOST_TOKENS);
        }
        List<String> tokens = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            tokens.add(keys.token(poll.id(), from + i));
        }
        return tokens;
    }

    /** Whether anybody stands on the list of a poll. */
    boolean hasList(Poll poll) {
        return office.storage().records().list(LISTED, poll.id() + "/", 1).stream()
                .anyMatch(each -> each.key().startsWith(poll.id() + "/"));
    }

    void admit(Poll poll, Collection<String> persons) {
        if (poll.plan().electorate().access() != Access.LISTED) {
            throw Refusal.of(Reason.CONFLICT, "poll.noList");
        }
        if (persons.isEmpty() || persons.size() > 1_000) {
            throw Refusal.field("persons", "poll.listLength", 1, 1_000);
        }
        persons.forEach(person -> requireLine("persons", person));
        office.storage()
                .records()
                .put(persons.stream()
                        .map(person ->
                                new Document(LISTED, poll.id() + "/" + keys.of(poll.id(), "person", person), "{}"))
                        .toList());
    }
}
