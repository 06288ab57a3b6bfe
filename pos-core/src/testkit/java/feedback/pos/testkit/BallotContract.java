package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.together;
import static feedback.pos.testkit.Votes.AT;
import static feedback.pos.testkit.Votes.POLL;
import static feedback.pos.testkit.Votes.TRAIL;
import static feedback.pos.testkit.Votes.ballot;
import static feedback.pos.testkit.Votes.cast;
import static feedback.pos.testkit.Votes.from;
import static feedback.pos.testkit.Votes.in;
import static feedback.pos.testkit.Votes.key;
import static feedback.pos.testkit.Votes.saying;
import static feedback.pos.testkit.Votes.stands;
import static feedback.pos.testkit.Votes.taken;
import static feedback.pos.testkit.Votes.terms;
import static feedback.pos.testkit.Votes.verified;
import static feedback.pos.testkit.Votes.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Judgement;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.store.BallotBox.Outcome;
import feedback.pos.store.BallotBox.Outcome.Closed;
import feedback.pos.store.BallotBox.Outcome.Full;
import feedback.pos.store.BallotBox.Outcome.Second;
import feedback.pos.store.BallotBox.Outcome.Taken;
import feedback.pos.store.BallotBox.Receipt;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Text;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.BallotBox.Voter;
import feedback.pos.store.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link BallotBox} promises. */
public interface BallotContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(60)
    default void a_box_takes_ballots_from_when_it_is_opened_until_it_is_closed_for_good() {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            UUID other = key(77);
            assertThat(box.isOpen(POLL)).isFalse();
            assertThat(cast(box, terms(), ballot(1, "a", key(1)))).isEqualTo(new Closed());
            assertThat(box.heads(POLL)).isEmpty();
            box.close(other);
            box.open(POLL);
            assertThat(box.isOpen(POLL)).isTrue();
            assertThat(box.isOpen(other)).isFalse();
            assertThat(box.counts(POLL)).isEmpty();
            Receipt receipt = taken(cast(box, terms(), ballot(1, "a", key(1))));
            box.open(POLL);
            box.open(other);
            box.close(POLL);
            box.close(POLL);
            box.open(POLL);
            assertThat(box.isOpen(POLL)).isFalse();
            assertThat(box.isOpen(other)).isTrue();
            assertThat(cast(box, terms(), ballot(2, "a", key(2)))).isEqualTo(new Closed());
            assertThat(cast(box, terms(), ballot(2, "a", key(1)))).isEqualTo(new Closed());
            assertThat(verified(box, POLL)).hasSize(1);
            stands(verified(box, POLL), receipt);
            taken(cast(box, new Terms(other, false, Map.of(), Votes::count), ballot(1, "b", key(1))));
            assertThat(box.counts(POLL)).isEqualTo(Map.of(BallotBox.BALLOTS, 1L, "a", 1L));
            assertThat(box.counts(other)).isEqualTo(Map.of(BallotBox.BALLOTS, 1L, "b", 1L));
            assertThat(box.voters(other, null, 10)).hasSize(1);
            assertThat(verified(box, other)).hasSize(1);
        }
    }

    @Test
    @Timeout(60)
    default void of_all_keys_that_a_ballot_is_from_each_votes_once() {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            box.open(POLL);
            taken(cast(box, terms(), ballot(1, "a", key(1), key(2), key(3))));
            for (int n = 1; n <= 3; n++) {
                assertThat(cast(box, terms(), ballot(2, "b", key(n)))).isEqualTo(new Second());
                assertThat(cast(box, terms(), ballot(2, "b", key(9), key(n)))).isEqualTo(new Second());
            }
            assertThat(box.voter(POLL, key(9))).isEmpty();
            List<Outcome> outcomes = box.cast(
                    terms(),
                    List.of(
                            ballot(3, "c", key(4)),
                            ballot(4, "d", key(5), key(4)),
                            ballot(5, "e", key(5)),
                            ballot(6, "f", key(5)),
                            ballot(7, "g", key(1)),
                            ballot(8, "h", key(9))));
            assertThat(outcomes)
                    .extracting(each -> each instanceof Taken)
                    .containsExactly(true, false, true, false, false, true);
            assertThat(outcomes).filteredOn(each -> !(each instanceof Taken)).containsOnly(new Second());
            assertThat(box.counts(POLL)).isEqualTo(Map.of(BallotBox.BALLOTS, 4L, "a", 1L, "c", 1L, "e", 1L, "h", 1L));
            assertThat(verified(box, POLL)).hasSize(4);
            assertThat(box.voters(POLL, null, 10)).hasSize(6);
            assertThat(box.cast(terms(), List.of())).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void a_repetition_is_known_by_the_secret_and_answered_as_the_first() {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            box.open(POLL);
            Ballot first = with(ballot(1, "a", key(1), key(2)), "first secret");
            Receipt receipt = taken(cast(box, terms(), first));
            taken(cast(box, terms(), with(ballot(2, "b", key(3)), "first secret")));
            assertThat(cast(box, terms(), first)).isEqualTo(new Taken(receipt, true));
            assertThat(cast(box, terms(), with(ballot(7, "z", key(2), key(1)), "first secret")))
                    .isEqualTo(new Taken(receipt, true));
            assertThat(cast(box, terms(), with(first, "First secret"))).isEqualTo(new Second());
            assertThat(cast(box, terms(), ballot(1, "a", key(1), key(2)))).isEqualTo(new Second());
            assertThat(cast(box, terms(), with(ballot(1, "a", key(1), key(3)), "first secret")))
                    .isEqualTo(new Second());
            taken(cast(box, terms(), ballot(4, "c", key(4))));
            assertThat(cast(box, terms(), with(ballot(4, "c", key(4)), "secret")))
                    .isEqualTo(new Second());
            Ballot twice = with(ballot(5, "d", key(5)), "s");
            List<Outcome> both = box.cast(terms(), List.of(twice, twice, with(twice, "t")));
            assertThat(both).containsExactly(both.get(0), new Taken(taken(both.get(0)), true), new Second());
            assertThat(verified(box, POLL)).hasSize(4);
            box.close(POLL);
            assertThat(cast(box, terms(), first)).isEqualTo(new Taken(receipt, true));
            box.unlink(POLL);
            assertThat(cast(box, terms(), first)).isEqualTo(new Closed());
            assertThat(box.voters(POLL, null, 10)).hasSize(5);
        }
    }

    @Test
    @Timeout(60)
    default void where_it_may_a_later_ballot_takes_the_place_of_the_one_before() {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            Terms terms = terms(true, Map.of("young", 1L, "old", 5L));
            box.open(POLL);
            Ballot first = saying(in(with(ballot(1, "a", key(1)), "s"), "young"), Map.of("why", "because"));
            Receipt one = taken(cast(box, terms, first));
            assertThat(cast(box, terms, first)).isEqualTo(new Taken(one, true));
            assertThat(cast(box, terms, in(ballot(2, "a", key(2)), "young"))).isEqualTo(new Full("young"));
            Trail later = new Trail(AT.plusSeconds(60), "operator", null, null, "olga", "7", null);
            Receipt two = taken(cast(box, terms, from(in(with(ballot(3, "b", key(1)), "s"), "old"), later)));
            assertThat(box.voter(POLL, key(1))).contains(new Voter(key(1), later));
            assertThat(verified(box, POLL)
                            .get(two.chain() + "/" + two.position())
                            .replaces())
                    .isEqualTo(one.chain() + "/" + one.position());
            assertThat(box.counts(POLL)).isEqualTo(Map.of(BallotBox.BALLOTS, 1L, "b", 1L));
            assertThat(box.quotas(POLL)).isEqualTo(Map.of("old", 1L));
            assertThat(box.texts(POLL, "why", Judgement.PENDING, null, 10)).isEmpty();
            assertThat(box.judge(POLL, one.chain(), one.position(), "why", Judgement.SHOWN))
                    .isFalse();
            taken(cast(box, terms, in(ballot(4, "a", key(2)), "young")));
            // Without a secret nothing is known to be a repetition
            taken(cast(box, terms, in(ballot(5, "a", key(2)), "young")));
            assertThat(verified(box, POLL)).hasSize(4);
            assertThat(box.counts(POLL)).isEqualTo(Map.of(BallotBox.BALLOTS, 2L, "a", 1L, "b", 1L));
            box.close(POLL);
            assertThat(cast(box, terms, ballot(6, "c", key(2)))).isEqualTo(new Closed());
            box.unlink(POLL);
            assertThat(cast(box, terms, ballot(6, "c", key(2)))).isEqualTo(new Closed());
            assertThat(box.voter(POLL, key(1))).contains(new Voter(key(1), later));
        }
    }

    @Test
    @Timeout(60)
    default void keys_that_came_together_have_one_ballot_that_each_of_them_may_replace() {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            Terms terms = terms(true, Map.of());
            box.open(POLL);
            taken(cast(box, terms, ballot(1, "a", key(1), key(2))));
            taken(cast(box, terms, ballot(2, "b", key(2))));
            taken(cast(box, terms, ballot(3, "c", key(3), key(1))));
            taken(cast(box, terms, ballot(4, "d", key(3))));
            taken(cast(box, terms, ballot(5, "e", key(2), key(3), key(1))));
            assertThat(box.counts(POLL)).isEqualTo(Map.of(BallotBox.BALLOTS, 1L, "e", 1L));
            taken(cast(box, terms, ballot(6, "f", key(4))));
            assertThat(cast(box, terms, ballot(7, "g", key(4), key(1)))).isEqualTo(new Second());
            List<Outcome> batch = box.cast(
                    terms,
                    List.of(
                            with(ballot(8, "h", key(5), key(6)), "s"),
                            with(ballot(9, "i", key(6)), "s"),
                            with(ballot(10, "i", key(5)), "s"),
                            ballot(11, "j", key(5)),
                            ballot(12, "k", key(7), key(6)),
                            ballot(13, "l", key(7), key(4)),
                            ballot(14, "m", key(3))));
            assertThat(batch)
                    .extracting(each -> each instanceof Taken taken ? taken.again() : null)
                    .containsExactly(false, false, true, false, false, null, false);
            Map<String, Line> lines = verified(box, POLL);
            batch.stream().filter(Taken.class::isInstance).forEach(each -> stands(lines, ((Taken) each).receipt()));
            assertThat(lines).hasSize(11);
            assertThat(box.counts(POLL)).isEqualTo(Map.of(BallotBox.BALLOTS, 3L, "f", 1L, "k", 1L, "m", 1L));
            assertThat(box.voters(POLL, null, 10)).hasSize(7);
        }
    }

    @Test
    @Timeout(60)
    default void of_threads_that_vote_for_one_person_at_once_one_does() throws Exception {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            box.open(POLL);
            List<Outcome> outcomes = together(
                    64,
                    thread -> () -> cast(
                            box,
                            terms(),
                            thread % 2 == 0
                                    ? ballot(thread, "a", key(1), key(2))
                                    : ballot(thread, "b", key(2), key(100 + thread))));
            assertThat(outcomes).filteredOn(Taken.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(new Second()::equals).hasSize(63);
            assertThat(verified(box, POLL)).hasSize(1);
            assertThat(box.voters(POLL, null, 100)).hasSize(2);
        }
    }

    @Test
    @Timeout(60)
    default void of_threads_that_replace_one_ballot_at_once_each_does_and_one_counts() throws Exception {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            Terms terms = terms(true, Map.of("all", 3L));
            box.open(POLL);
            List<Receipt> receipts = together(
                    16,
                    thread -> () -> taken(cast(
                            box, terms, in(ballot(thread, "option " + thread, key(1 + thread % 2), key(3)), "all"))));
            Map<String, Line> lines = verified(box, POLL);
            assertThat(lines).hasSize(16);
            receipts.forEach(each -> stands(lines, each));
            assertThat(box.counts(POLL)).containsEntry(BallotBox.BALLOTS, 1L).hasSize(2);
            assertThat(box.quotas(POLL)).isEqualTo(Map.of("all", 1L));
        }
    }

    @Test
    @Timeout(60)
    default void a_quota_is_filled_and_never_exceeded_whoever_comes_at_once() throws Exception {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            Terms terms = terms(false, Map.of("young", 7L, "none", 0L, "many", 1_000L));
            box.open(POLL);
            assertThat(cast(box, terms, in(ballot(1, "a", key(1)), "many", "none")))
                    .isEqualTo(new Full("none"));
            assertThat(box.quotas(POLL)).isEmpty();
            List<List<Outcome>> outcomes = together(
                    16,
                    thread -> () -> box.cast(
                            terms,
                            IntStream.range(0, 3)
                                    .mapToObj(n -> in(
                                            ballot(10 + thread * 3 + n, "a", key(10 + thread * 3 + n)),
                                            thread % 2 == 0 ? "many" : "young",
                                            thread % 2 == 0 ? "young" : "many"))
                                    .toList()));
            List<Outcome> all = outcomes.stream().flatMap(List::stream).toList();
            assertThat(all).filteredOn(Taken.class::isInstance).hasSize(7);
            assertThat(all).filteredOn(new Full("young")::equals).hasSize(41);
            assertThat(box.quotas(POLL)).isEqualTo(Map.of("many", 7L, "young", 7L));
            assertThat(verified(box, POLL)).hasSize(7);
            assertThat(box.voters(POLL, null, 100)).hasSize(7);
            // Who found it full has not voted
            taken(cast(box, terms, in(ballot(900, "b", key(1)), "many")));
            assertThatThrownBy(() -> cast(box, terms, in(ballot(901, "b", key(901)), "unknown")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(box.voter(POLL, key(901))).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void when_closing_returns_nothing_is_under_way() throws Exception {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            box.open(POLL);
            CountDownLatch some = new CountDownLatch(20);
            List<Map<String, Long>> after = new ArrayList<>();
            List<List<Receipt>> receipts = together(9, thread -> () -> {
                if (thread == 0) {
                    some.await();
                    box.close(POLL);
                    after.add(box.counts(POLL));
                    return List.of();
                }
                List<Receipt> given = new ArrayList<>();
                for (int n = 0; ; n++) {
                    int number = thread * 1_000_000 + n;
                    if (cast(box, terms(), ballot(number, "a", key(number))) instanceof Taken taken) {
                        given.add(taken.receipt());
                        some.countDown();
                    } else {
                        return given;
                    }
                }
            });
            Map<String, Line> lines = verified(box, POLL);
            List<Receipt> given = receipts.stream().flatMap(List::stream).toList();
            given.forEach(each -> stands(lines, each));
            assertThat(given).hasSize(lines.size());
            assertThat(after).containsExactly(box.counts(POLL));
        }
    }

    @Test
    @Timeout(60)
    default void a_thousand_ballots_of_three_keys_are_taken_in_one_step_and_given_out_in_pages() {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            box.open(POLL);
            List<Ballot> ballots = IntStream.range(0, 1_000)
                    .mapToObj(n -> saying(
                            with(ballot(n, "option " + n % 7, key(3 * n + 1), key(3 * n + 2), key(3 * n + 3)), "s" + n),
                            n % 10 == 0 ? Map.of("why", "text " + n) : Map.of()))
                    .toList();
            List<Outcome> outcomes = box.cast(terms(), ballots);
            List<Receipt> receipts = outcomes.stream().map(Votes::taken).toList();
            Map<String, Line> lines = verified(box, POLL);
            receipts.forEach(each -> stands(lines, each));
            for (int n = 0; n < 1_000; n++) {
                Receipt receipt = receipts.get(n);
                assertThat(lines.get(receipt.chain() + "/" + receipt.position()).salt())
                        .isEqualTo(ballots.get(n).salt());
            }
            assertThat(receipts)
                    .as("the order of lines is not that of those who came")
                    .extracting(Receipt::position)
                    .isNotEqualTo(IntStream.rangeClosed(1, 1_000)
                            .mapToObj(n -> (long) n)
                            .toList());
            List<Outcome> again = box.cast(terms(), ballots);
            assertThat(again)
                    .isEqualTo(
                            receipts.stream().map(each -> new Taken(each, true)).toList());
            taken(cast(box, terms(), ballot(2_000, "a", key(4_000))));
            for (Head head : box.heads(POLL)) {
                List<Line> small = Votes.lines(box, POLL, head, 97);
                assertThat(small).isEqualTo(Votes.lines(box, POLL, head, 1_000));
                assertThat(box.lines(POLL, head.chain(), 1, 2)).isEqualTo(small.subList(1, Math.min(3, small.size())));
                assertThat(box.lines(POLL, head.chain(), head.length(), 10)).isEmpty();
            }
            assertThat(box.lines(key(5), 0, 0, 10)).isEmpty();
            List<Voter> voters = Votes.voters(box, POLL, 1_000);
            assertThat(voters).hasSize(3_001);
            assertThat(voters).extracting(Voter::key).isSortedAccordingTo(Steps::compareBytes);
            assertThat(box.voters(POLL, voters.get(10).key(), 3)).isEqualTo(voters.subList(11, 14));
            List<Text> texts = texts(box, "why", Judgement.PENDING, 7);
            assertThat(texts).hasSize(100).isEqualTo(texts(box, "why", Judgement.PENDING, 1_000));
        }
    }

    private static List<Text> texts(BallotBox box, String question, Judgement judgement, int limit) {
        List<Text> texts = new ArrayList<>();
        List<Text> page = box.texts(POLL, question, judgement, null, limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            texts.addAll(page);
            page = box.texts(POLL, question, judgement, page.get(page.size() - 1), limit);
        }
        return texts;
    }

    @Test
    @Timeout(60)
    default void odd_and_very_long_bodies_names_and_trails_come_back_as_they_were() {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            String odd = CommitContract.ODD_TEXT.replace('\n', ' ').replace('"', '\'');
            Terms terms = terms(false, Map.of(odd, 9L));
            box.open(POLL);
            List<String> choices = List.of("", " ", odd, odd.trim(), "A", "a", "я".repeat(200), "👍".repeat(200));
            Trail trail = new Trail(AT, "c".repeat(40), "d".repeat(40), "n\\t\t", odd, "", "👍".repeat(100));
            List<Ballot> ballots = new ArrayList<>();
            for (String choice : choices) {
                int n = ballots.size() + 1;
                ballots.add(from(in(ballot(n, choice, key(n)), odd), trail));
            }
            for (String body : List.of("", "x".repeat(100_000), "👍".repeat(100_000), "\t\r\\t\\")) {
                int n = ballots.size() + 1;
                ballots.add(new Ballot(List.of(key(n)), Votes.salt(n), body, Map.of(), List.of(), null, TRAIL));
            }
            List<Receipt> receipts = new ArrayList<>();
            box.cast(terms, ballots.subList(0, 6)).forEach(each -> receipts.add(taken(each)));
            box.cast(terms, ballots.subList(6, ballots.size())).forEach(each -> receipts.add(taken(each)));
            Map<String, Line> lines = verified(box, POLL);
            for (int i = 0; i < ballots.size(); i++) {
                Receipt receipt = receipts.get(i);
                assertThat(lines.get(receipt.chain() + "/" + receipt.position()).body())
                        .isEqualTo(ballots.get(i).body());
                assertThat(box.voter(POLL, key(i + 1)))
                        .contains(new Voter(key(i + 1), ballots.get(i).trail()));
            }
            assertThat(box.counts(POLL))
                    .containsEntry("A", 1L)
                    .containsEntry(odd, 1L)
                    .containsEntry(odd.trim(), 1L);
            assertThat(box.quotas(POLL)).isEqualTo(Map.of(odd, 8L));
        }
    }

    @Test
    @Timeout(60)
    default void free_texts_are_judged_one_by_one_and_erased_for_good() {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            box.open(POLL);
            String odd = CommitContract.ODD_TEXT + "\0 and \\0";
            Receipt one = taken(
                    cast(box, terms(), saying(ballot(1, "a", key(1)), Map.of("why", odd, "Why", "", "why ", "third"))));
            Receipt two = taken(cast(box, terms(), saying(ballot(2, "a", key(2)), Map.of("why", "я".repeat(100_000)))));
            Text first = new Text(one.chain(), one.position(), "why", Judgement.PENDING, odd);
            Text second = new Text(two.chain(), two.position(), "why", Judgement.PENDING, "я".repeat(100_000));
            List<Text> inOrder = one.chain() <= two.chain() ? List.of(first, second) : List.of(second, first);
            assertThat(box.texts(POLL, "why", Judgement.PENDING, null, 1)).isEqualTo(inOrder.subList(0, 1));
            assertThat(box.texts(POLL, "why", Judgement.PENDING, inOrder.get(0), 10))
                    .isEqualTo(inOrder.subList(1, 2));
            assertThat(box.texts(POLL, "Why", Judgement.PENDING, null, 10))
                    .extracting(Text::body)
                    .containsExactly("");
            assertThat(box.texts(POLL, "why ", Judgement.PENDING, null, 10)).hasSize(1);
            assertThat(box.texts(POLL, "never", Judgement.PENDING, null, 10)).isEmpty();
            assertThat(box.texts(key(3), "why", Judgement.PENDING, null, 10)).isEmpty();
            for (Judgement judgement :
                    List.of(Judgement.SHOWN, Judgement.SHOWN, Judgement.HIDDEN, Judgement.SHOWN, Judgement.PENDING)) {
                assertThat(box.judge(POLL, one.chain(), one.position(), "why", judgement))
                        .isTrue();
                for (Judgement each : Judgement.values()) {
                    assertThat(box.texts(POLL, "why", each, null, 10))
                            .filteredOn(text -> text.body().equals(odd))
                            .hasSize(each == judgement ? 1 : 0);
                }
            }
            assertThat(box.judge(POLL, one.chain(), one.position(), "why", Judgement.ERASED))
                    .isTrue();
            assertThat(box.texts(POLL, "why", Judgement.ERASED, null, 10))
                    .containsExactly(new Text(one.chain(), one.position(), "why", Judgement.ERASED, ""));
            assertThat(box.judge(POLL, one.chain(), one.position(), "why", Judgement.SHOWN))
                    .isFalse();
            assertThat(box.judge(POLL, one.chain(), one.position(), "never", Judgement.SHOWN))
                    .isFalse();
            assertThat(box.judge(POLL, one.chain(), 99, "why", Judgement.SHOWN)).isFalse();
            assertThat(box.judge(key(3), one.chain(), one.position(), "why", Judgement.SHOWN))
                    .isFalse();
            assertThat(box.texts(POLL, "Why", Judgement.PENDING, null, 10)).hasSize(1);
            assertThat(verified(box, POLL)).hasSize(2);
        }
    }

    @Test
    @Timeout(60)
    default void a_person_is_forgotten_everywhere_and_the_key_goes_on_to_be_taken() {
        try (Storage storage = open()) {
            BallotBox box = storage.ballots();
            Terms other = new Terms(key(77), true, Map.of(), Votes::count);
            box.open(POLL);
            box.open(other.poll());
            Trail anna = new Trail(AT, "portal", "d", "n", null, null, "anna");
            Trail boris = new Trail(AT, "portal", null, null, "anna", null, "anna ");
            taken(cast(box, terms(), from(ballot(1, "a", key(1), key(2)), anna)));
            taken(cast(box, terms(), from(ballot(2, "a", key(3)), boris)));
            taken(cast(box, other, from(ballot(3, "a", key(1)), anna)));
            assertThat(box.forget("nobody")).isZero();
            assertThat(box.forget("anna")).isEqualTo(3);
            assertThat(box.forget("anna")).isZero();
            Trail nobody = new Trail(AT, "portal", "d", "n", null, null, null);
            assertThat(box.voter(POLL, key(2))).contains(new Voter(key(2), nobody));
            assertThat(box.voter(other.poll(), key(1))).contains(new Voter(key(1), nobody));
            assertThat(box.voter(POLL, key(3))).contains(new Voter(key(3), boris));
            assertThat(cast(box, terms(), ballot(4, "b", key(1)))).isEqualTo(new Second());
            taken(cast(box, other, from(ballot(5, "b", key(1)), anna)));
            assertThat(box.counts(other.poll())).isEqualTo(Map.of(BallotBox.BALLOTS, 1L, "b", 1L));
            assertThat(box.forget("anna")).isEqualTo(1);
        }
    }
}
