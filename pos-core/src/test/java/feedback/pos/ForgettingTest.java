package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static feedback.pos.testkit.SampleRegion.anna;
import static feedback.pos.testkit.SampleRegion.boris;
import static feedback.pos.testkit.SampleRegion.head;
import static feedback.pos.testkit.SampleRegion.moderator;
import static feedback.pos.testkit.SampleRegion.official;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.message.DeclineReason;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Person;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Policy.Retention;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Filter;
import feedback.pos.store.Storage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Personal data goes when the person wants it, or when it was kept as long as the rules say. */
class ForgettingTest {
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Storage storage = Storage.inMemory();
    private final Pos pos = open(Retention.forEver());
    private final Messages messages = pos.messages();

    private Pos open(Retention retention) {
        return Pos.under(under(retention))
                .storage(storage)
                .clock(clock)
                .detector(text -> Detection.none())
                .open();
    }

    private static Regulation under(Retention retention) {
        Regulation usual = SampleRegion.regulation();
        return new Regulation(
                usual.root(),
                usual.zone(),
                usual.calendar(),
                usual.directory(),
                usual.catalog(),
                usual.routes(),
                Policy.defaults().edit().retention(retention).done());
    }

    private Message submit(Actor by, String text) {
        return messages.submit(new Submission(by, text, oktmo("38701000"))
                .withTopic("roads.potholes")
                .withPlace("улица Ленина, 5", null)
                .withConsent(true, true));
    }

    /** From the citizen to a rating, with something personal said at every step. */
    private UUID finished(Actor by) {
        UUID id = submit(by, "Яма у дома, звоните Анне").id();
        messages.accept(id, null, "Анна права", moderator());
        messages.draft(id, Outcome.SOLVED, "Уважаемая Анна, яма заделана", official("roadman"));
        messages.approve(id, head());
        messages.rate(id, 5, null, "спасибо, Анна", by);
        return id;
    }

    private String everythingAbout(UUID id) {
        return messages.find(id)
                + messages.history(id).stream()
                        .map(line -> line.entry().toString() + line.event())
                        .collect(Collectors.joining());
    }

    @Test
    void nothing_tells_of_an_erased_person_any_more_and_the_journals_verify() {
        pos.people().put(new Person("anna", "Анна Петровна", "anna@example.org", null));
        UUID id = finished(anna());
        UUID other = finished(boris());
        String before = everythingAbout(other);

        assertThat(pos.erase("anna")).isEqualTo(1);

        assertThat(everythingAbout(id)).doesNotContain("Анн", "anna", "Яма", "яма", "Ленина");
        assertThat(everythingAbout(other)).isEqualTo(before);
        assertThat(pos.people().find("anna")).isEmpty();
        assertThat(pos.verify().faults()).isEmpty();
        assertThat(pos.erase("anna")).as("nothing is left to do").isZero();
    }

    @Test
    void what_statistics_are_made_of_stays_and_nobody_sees_the_message_as_theirs() {
        UUID id = finished(anna());
        pos.erase("anna");
        Message left = messages.find(id).orElseThrow();
        assertThat(left.stage()).isEqualTo(Stage.CLOSED);
        assertThat(left.topic().code()).isEqualTo("roads.potholes");
        assertThat(left.outcome()).isEqualTo(Outcome.SOLVED);
        assertThat(left.rating().stars()).isEqualTo(5);
        assertThat(left.isAnonymous()).isTrue();
        assertThat(messages.isPublic(left)).isFalse();
        assertThatThrownBy(() -> messages.get(id, anna())).isInstanceOf(Refusal.class);
        assertThat(messages.list(Filter.all(FAR).withApplicant("anna"), null, 10))
                .isEmpty();
    }

    @Test
    void a_person_who_still_awaits_an_answer_is_not_erased() {
        UUID done = finished(anna());
        Message open = submit(anna(), "Ещё одна яма");
        assertThatThrownBy(() -> pos.erase("anna"))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.CONFLICT))
                .hasMessageContaining(open.number());
        assertThat(everythingAbout(done)).contains("Анна");

        messages.withdraw(open.id(), null, anna());
        assertThat(pos.erase("anna")).isEqualTo(2);
        assertThat(pos.verify().faults()).isEmpty();
    }

    @Test
    void what_was_still_to_be_told_to_an_erased_person_is_told_to_nobody() {
        finished(anna());
        pos.erase("anna");
        pos.tell((tiding, message) -> assertThat(tiding.recipient()).isNotEqualTo("anna"));
        assertThat(storage.outbox().pending(FAR, 10)).isEmpty();
    }

    @Test
    void a_finished_message_is_anonymized_and_then_removed_when_its_time_has_come() {
        Pos strict = open(new Retention(100, 200));
        UUID id = finished(anna());
        Message finished = messages.find(id).orElseThrow();
        strict.rebook();

        clock.advance(Period.ofDays(99));
        strict.sweep();
        assertThat(messages.find(id)).contains(finished);
        clock.advance(Period.ofDays(1));
        assertThat(strict.sweep()).isEqualTo(new Pos.Sweep(1, 0));
        assertThat(everythingAbout(id)).doesNotContain("Анн", "anna");
        assertThat(strict.sweep()).isEqualTo(new Pos.Sweep(0, 0));

        clock.advance(Period.ofDays(199));
        strict.sweep();
        assertThat(messages.find(id)).isPresent();
        clock.advance(Period.ofDays(1));
        assertThat(strict.sweep()).isEqualTo(new Pos.Sweep(1, 0));
        assertThat(messages.find(id)).isEmpty();
        assertThat(messages.history(id)).isEmpty();
        assertThat(storage.records().get("tombstone", id.toString()).orElseThrow())
                .contains(finished.number());
        assertThat(strict.verify()).isEqualTo(new Pos.Verification(0, 0, List.of()));
    }

    @Test
    void without_anonymizing_a_message_is_removed_after_its_end() {
        Pos strict = open(new Retention(null, 30));
        UUID id = strict.messages()
                .submit(new Submission(anna(), "!!!", oktmo("38701000")))
                .id();
        strict.messages().decline(id, DeclineReason.PROFANITY, null, moderator());
        clock.advance(Period.ofDays(29));
        strict.sweep();
        assertThat(messages.find(id)).isPresent();
        clock.advance(Period.ofDays(1));
        strict.sweep();
        assertThat(messages.find(id)).isEmpty();
    }

    @Test
    void what_is_open_is_kept_however_old_it_is() {
        Pos strict = open(new Retention(1, 1));
        UUID id = submit(anna(), "Яма").id();
        clock.advance(Period.ofYears(2));
        strict.sweep();
        assertThat(messages.find(id).orElseThrow().isAnonymous()).isFalse();
    }

    @Test
    void rules_out_of_range_are_refused() {
        assertThatThrownBy(() -> new Retention(0, null)).hasMessageContaining("anonymizeAfterDays");
        assertThatThrownBy(() -> new Retention(null, 36_501)).hasMessageContaining("removeAfterDays");
    }
}
