package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static feedback.pos.testkit.SampleRegion.anna;
import static feedback.pos.testkit.SampleRegion.moderator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.message.DeclineReason;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Policy.ChainStep;
import feedback.pos.procedure.Policy.ChainStep.Anchor;
import feedback.pos.procedure.Policy.ChainStep.Place;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleMessage;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told what by itself and what in a digest, and what becomes of it when telling fails or is cut off. */
class TellingTest {
    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Storage storage = Storage.inMemory();
    private final Pos pos = Pos.under(SampleRegion.regulation())
            .clock(clock)
            .storage(storage)
            .detector(text -> Detection.none())
            .open();

    /** Writes down what comes, and fails where told to. */
    private static class Mailbox implements Recipient {
        final List<Tiding> single = new ArrayList<>();
        final List<List<Tiding>> digests = new ArrayList<>();

        @Nullable
        Role failing;

        @Nullable
        Error dying;

        @Override
        public void tell(Tiding tiding, Message message) throws IOException {
            fail(tiding);
            assertThat(message.id()).isEqualTo(tiding.message());
            single.add(tiding);
        }

        @Override
        public void digest(List<News> news) throws IOException {
            fail(news.get(0).tiding());
            assertThat(news)
                    .allMatch(each -> each.message().id().equals(each.tiding().message()));
            digests.add(news.stream().map(News::tiding).toList());
            if (dying != null) {
                throw dying;
            }
        }

        private void fail(Tiding tiding) throws IOException {
            if (tiding.role() == failing) {
                throw new IOException("mailbox full");
            }
        }

        List<Tiding> all() {
            List<Tiding> all = new ArrayList<>(single);
            digests.forEach(all::addAll);
            return all;
        }
    }

    private void submitted(int count) {
        for (int n = 0; n < count; n++) {
            pos.messages().submit(new Submission(anna(), "Яма номер " + n, oktmo("38701000")));
        }
    }

    private int tell(Mailbox mailbox) {
        return pos.tell(mailbox);
    }

    /** Of everybody who got a digest, how many. */
    private static List<String> recipients(Mailbox mailbox) {
        return mailbox.digests.stream()
                .map(each -> each.get(0).role() + " " + each.get(0).recipient())
                .toList();
    }

    @Test
    void after_a_week_of_downtime_each_office_gets_one_digest() {
        submitted(300);
        tell(new Mailbox());
        // Past the holiday, into hours in which officials are told
        clock.advance(Period.ofDays(8));
        pos.sweep();
        Mailbox mailbox = new Mailbox();

        int told = tell(mailbox);

        assertThat(mailbox.single).isEmpty();
        assertThat(recipients(mailbox)).isNotEmpty().doesNotHaveDuplicates();
        assertThat(mailbox.all()).hasSize(told).doesNotHaveDuplicates();
        assertThat(told).isGreaterThanOrEqualTo(300);
        assertThat(mailbox.digests).allSatisfy(digest -> {
            assertThat(digest).allMatch(each -> Set.of("Warned", "Escalated").contains(each.event()));
            assertThat(digest)
                    .isSortedAccordingTo(Comparator.comparing(Tiding::at)
                            .thenComparing(Tiding::message, Position::compare)
                            .thenComparingInt(Tiding::version));
        });
        assertThat(tell(mailbox)).isZero();
    }

    @Test
    void what_falls_due_at_night_is_told_when_offices_open_and_the_citizen_at_any_hour() {
        submitted(3);
        tell(new Mailbox());
        // A stage is late with the first second of 4 March in Moscow
        clock.set(Instant.parse("2026-03-03T21:00:00Z"));
        assertThat(pos.sweep().woken()).isEqualTo(3);
        pos.messages()
                .decline(
                        pos.messages()
                                .list(Filter.all(clock.instant()), null, 1)
                                .get(0)
                                .id(),
                        DeclineReason.SPAM,
                        null,
                        SampleRegion.moderator());

        Mailbox night = new Mailbox();
        assertThat(tell(night)).isEqualTo(1);
        assertThat(night.single).extracting(Tiding::role).containsExactly(Role.APPLICANT);
        clock.set(Instant.parse("2026-03-04T05:59:59Z"));
        assertThat(tell(new Mailbox())).isZero();
        clock.set(Instant.parse("2026-03-04T06:00:00Z"));
        Mailbox morning = new Mailbox();
        assertThat(tell(morning)).isEqualTo(3);
        assertThat(morning.digests).hasSize(1);
    }

    @Test
    void a_step_for_the_digest_waits_for_the_next_morning_and_for_the_end_of_the_holidays() {
        ChainStep digest = new ChainStep(Anchor.DUE, -7, 0, Role.CURATOR, Place.REGION, 0, 1, true);
        pos.adopt(pos.regulation()
                .with(Policy.defaults().edit().chain(List.of(digest)).done()));
        pos.messages()
                .submit(new Submission(SampleRegion.anna(), "Яма", oktmo("38701000")).withTopic("roads.potholes"));
        // Due on 12 March: the step falls on the evening of the 5th; it is swept on Friday within the hours
        clock.set(Instant.parse("2026-03-06T08:00:00Z"));
        pos.sweep();

        Mailbox friday = new Mailbox();
        tell(friday);
        assertThat(friday.all()).extracting(Tiding::event).doesNotContain("Escalated");
        clock.set(Instant.parse("2026-03-09T10:00:00Z"));
        assertThat(tell(new Mailbox()))
                .as("Monday is off, the 8th was a Sunday")
                .isZero();
        clock.set(Instant.parse("2026-03-10T06:00:00Z"));
        Mailbox tuesday = new Mailbox();
        tell(tuesday);
        assertThat(tuesday.digests)
                .singleElement()
                .satisfies(news -> assertThat(news)
                        .singleElement()
                        .satisfies(tiding -> assertThat(tiding.event()).isEqualTo("Escalated")));
    }

    @Test
    void a_digest_has_at_most_a_thousand() {
        submitted(2_300);
        tell(new Mailbox());
        clock.advance(Period.ofDays(2));
        pos.sweep();
        Mailbox mailbox = new Mailbox();

        assertThat(tell(mailbox)).isEqualTo(2_300);

        assertThat(mailbox.digests).extracting(List::size).containsExactly(1_000, 1_000, 300);
    }

    @Test
    void what_fails_for_officials_does_not_delay_the_citizen() {
        Message pit =
                pos.messages().submit(new Submission(anna(), "Яма", oktmo("38701000")).withTopic("roads.potholes"));
        pos.messages().accept(pit.id(), null, null, moderator());
        Mailbox mailbox = new Mailbox();
        mailbox.failing = Role.EXECUTOR;

        assertThat(tell(mailbox)).isEqualTo(2);

        assertThat(mailbox.single).extracting(Tiding::role).containsOnly(Role.APPLICANT);
        mailbox.failing = null;
        clock.advance(Duration.ofMinutes(5));
        assertThat(tell(mailbox)).isEqualTo(1);
    }

    @Test
    void a_digest_that_fails_is_held_back_whole_and_told_later_as_one() {
        submitted(20);
        clock.advance(Period.ofDays(2));
        pos.sweep();
        Mailbox mailbox = new Mailbox();
        mailbox.failing = Role.MODERATOR;

        assertThat(tell(mailbox)).as("the citizens are told").isEqualTo(20);
        assertThat(mailbox.digests).isEmpty();

        mailbox.failing = null;
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(tell(mailbox)).as("held back").isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(tell(mailbox)).isEqualTo(20);
        assertThat(mailbox.digests).extracting(List::size).containsExactly(20);
    }

    @Test
    void a_digest_cut_off_by_a_crash_is_told_again_two_minutes_later() {
        submitted(20);
        tell(new Mailbox());
        clock.advance(Period.ofDays(2));
        pos.sweep();
        Mailbox mailbox = new Mailbox();
        mailbox.dying = new AssertionError("power cut");
        assertThatThrownBy(() -> tell(mailbox)).hasMessage("power cut");

        mailbox.dying = null;
        clock.advance(Duration.ofMinutes(2).minusMillis(1));
        assertThat(tell(mailbox)).as("still held by the dead one").isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(tell(mailbox)).isEqualTo(20);
        assertThat(mailbox.digests).extracting(List::size).containsExactly(20, 20);
        assertThat(mailbox.digests.get(1)).isEqualTo(mailbox.digests.get(0));
    }

    @Test
    void a_digest_that_was_told_is_not_told_again_because_of_a_crash_after_it() {
        submitted(20);
        tell(new Mailbox());
        clock.advance(Period.ofDays(2));
        pos.sweep();
        submitted(1);
        Mailbox mailbox = new Mailbox() {
            @Override
            public void tell(Tiding tiding, Message message) throws IOException {
                if (!digests.isEmpty()) {
                    throw new AssertionError("power cut");
                }
                super.tell(tiding, message);
            }
        };
        assertThatThrownBy(() -> tell(mailbox)).hasMessage("power cut");

        clock.advance(Duration.ofMinutes(2));
        Mailbox next = new Mailbox();
        tell(next);
        assertThat(next.digests).isEmpty();
        assertThat(next.single).extracting(Tiding::event).containsExactly("Submitted");
    }

    @Test
    void other_news_for_the_same_officials_is_told_by_itself_and_in_order() {
        UUID id = SampleMessage.of(1).message().id();
        String[] events = {"Assigned", "Warned", "Assigned", "Warned", "Escalated"};
        SampleMessage next = SampleMessage.of(1);
        for (int n = 0; n < events.length; n++) {
            Message message = next.message();
            Tiding tiding =
                    new Tiding(id, message.version(), message.updatedAt(), events[n], Role.EXECUTOR, "kursk-roads");
            next.telling(tiding);
            storage.messages().commit(List.of(next.change()));
            next = SampleMessage.after(message);
        }
        List<String> heard = new ArrayList<>();
        clock.advance(Period.ofDays(100));

        pos.tell(new Recipient() {
            @Override
            public void tell(Tiding tiding, Message message) {
                heard.add(tiding.event() + tiding.version());
            }

            @Override
            public void digest(List<News> news) {
                heard.add(String.join(
                        "+",
                        news.stream()
                                .map(each ->
                                        each.tiding().event() + each.tiding().version())
                                .toList()));
            }
        });

        assertThat(heard).containsExactly("Assigned1", "Warned2", "Assigned3", "Warned4+Escalated5");
        assertThat(storage.outbox().pending(clock.instant(), 10)).isEmpty();
    }

    @Test
    void who_knows_no_digests_is_told_one_by_one() {
        submitted(3);
        clock.advance(Period.ofDays(2));
        pos.sweep();
        List<String> heard = new ArrayList<>();
        pos.tell((tiding, message) -> heard.add(tiding.event()));
        assertThat(heard).hasSize(6).containsOnly("Submitted", "Warned");
    }
}
