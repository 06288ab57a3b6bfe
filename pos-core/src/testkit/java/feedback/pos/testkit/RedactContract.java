package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.everything;
import static feedback.pos.testkit.Steps.written;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Revision;
import feedback.pos.store.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a storage promises about {@link Revision#redacted}: personal data leaves the journal, and nothing else does. */
public interface RedactContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    default void redacted_lines_take_the_place_of_those_of_the_same_versions() {
        try (Storage storage = open()) {
            Message held = life(storage, 1, 3);
            List<Entry> redacted = redacted(storage, held);
            assertThat(redacted).allSatisfy(line -> {
                assertThat(line.by()).isEmpty();
                assertThat(line.digest()).isNotNull();
            });
            SampleMessage erasing = erasing(held, redacted);
            Message after = written(storage, erasing);
            List<Entry> expected = new ArrayList<>(redacted);
            expected.addAll(erasing.revision().entries());
            assertThat(storage.messages().journal(held.id())).isEqualTo(expected);
            assertThat(everything(storage, 10).get(0).journal()).isEqualTo(expected);
            assertThat(storage.messages().find(held.id())).contains(after);
            standsUnderItsSeals(expected);
        }
    }

    private static void standsUnderItsSeals(List<Entry> journal) {
        Codec codec = new Codec();
        String seal = codec.noSeal();
        for (Entry line : journal) {
            assertThat(codec.isIntact(seal, line)).as("%s", line).isTrue();
            seal = line.seal();
        }
    }

    @Test
    default void lines_that_are_not_redacted_stay_to_the_byte() {
        try (Storage storage = open()) {
            Message held = life(storage, 1, 4);
            Message other = life(storage, 2, 4);
            List<Entry> before = storage.messages().journal(held.id());
            List<Entry> untouched = storage.messages().journal(other.id());
            List<Entry> redacted = redacted(storage, held);
            // In an order of their own.
            SampleMessage erasing = erasing(held, List.of(redacted.get(2), redacted.get(0)));
            written(storage, erasing);
            assertThat(storage.messages().journal(held.id()))
                    .containsExactly(
                            redacted.get(0),
                            before.get(1),
                            redacted.get(2),
                            before.get(3),
                            erasing.revision().entries().get(0));
            assertThat(storage.messages().journal(other.id())).isEqualTo(untouched);
        }
    }

    @Test
    default void a_line_may_be_redacted_again_and_without_a_new_one() {
        try (Storage storage = open()) {
            Message held = life(storage, 1, 2);
            List<Entry> redacted = redacted(storage, held);
            Message erased = written(storage, erasing(held, redacted));
            Entry first = redacted.get(0);
            Entry emptier = new Entry(
                    first.message(), 1, first.at(), "", first.role(), first.type(), "{}", first.seal(), first.digest());
            Revision again = new Revision(erased, erased.version(), List.of(), null, List.of(), List.of(emptier));
            assertThat(storage.messages().commit(List.of(Change.of(again)))).isEmpty();
            assertThat(storage.messages().journal(held.id())).hasSize(3).startsWith(emptier, redacted.get(1));
        }
    }

    @Test
    default void the_applicant_is_gone_from_the_row_and_from_lists() {
        try (Storage storage = open()) {
            Message held = life(storage, 1, 2);
            Message other = life(storage, 2, 1);
            Message after = written(storage, erasing(held, redacted(storage, held)));
            Filter all = Filter.all(now());
            assertThat(storage.messages().list(all.withApplicant("anna"), null, 10))
                    .containsExactly(other);
            assertThat(storage.messages().list(all.withApplicant(""), null, 10)).isEmpty();
            assertThat(storage.messages().list(all.withText("яма"), null, 10)).containsExactly(other);
            assertThat(storage.messages().list(all, null, 10)).containsExactly(other, after);
            assertThat(storage.messages().list(all.withOrganization("kursk"), null, 10))
                    .containsExactly(other, after);
        }
    }

    @Test
    default void number_and_once_key_outlast_it() {
        try (Storage storage = open()) {
            Message held = written(storage, SampleMessage.of(1).once("key"));
            Message after = written(storage, erasing(held, redacted(storage, held)));
            assertThat(storage.messages().findByOnce("key")).contains(after);
            assertThat(storage.messages().findByNumber(held.number())).contains(after);
            Change late = SampleMessage.of(2).once("key").change();
            assertThat(storage.messages().commit(List.of(late))).containsExactly(late);
        }
    }

    @Test
    default void a_loser_leaves_the_old_lines() {
        try (Storage storage = open()) {
            Message stale = life(storage, 1, 2);
            Message other = life(storage, 2, 1);
            List<Entry> redacted = redacted(storage, stale);
            List<Entry> redactedOther = redacted(storage, other);
            Message held = written(storage, SampleMessage.after(stale));
            List<Entry> before = storage.messages().journal(held.id());
            List<Entry> beforeOther = storage.messages().journal(other.id());
            Change alone = erasing(stale, redacted).change();
            Change both = new Change(List.of(
                    erasing(other, redactedOther).revision(),
                    erasing(stale, redacted).revision()));
            assertThat(storage.messages().commit(List.of(alone, both))).containsExactly(alone, both);
            assertThat(storage.messages().journal(held.id())).isEqualTo(before);
            assertThat(storage.messages().journal(other.id())).isEqualTo(beforeOther);
            assertThat(storage.messages().list(Filter.all(now()).withApplicant("anna"), null, 10))
                    .containsExactly(other, held);
        }
    }

    @Test
    default void lines_can_be_redacted_in_the_commit_that_wrote_them_and_beside_others() {
        try (Storage storage = open()) {
            Codec codec = new Codec();
            SampleMessage first = SampleMessage.of(1).note("first");
            SampleMessage second = SampleMessage.after(first.message()).note("second");
            List<Entry> lines = List.of(
                    codec.redact(first.revision().entries().get(0), Set.of("anna")),
                    codec.redact(second.revision().entries().get(0), Set.of("anna")));
            SampleMessage erasing = erasing(second.message(), lines);
            Change beside = SampleMessage.of(2).change();
            assertThat(storage.messages().commit(List.of(first.change(), beside, second.change(), erasing.change())))
                    .isEmpty();
            assertThat(storage.messages().journal(first.message().id()))
                    .containsExactly(
                            lines.get(0),
                            lines.get(1),
                            erasing.revision().entries().get(0));
            assertThat(storage.messages().find(first.message().id())).contains(erasing.message());
        }
    }

    @Test
    default void a_row_follows_its_redaction_with_wake_and_tidings_as_with_any_change() {
        try (Storage storage = open()) {
            Message held = life(storage, 1, 2);
            SampleMessage erasing =
                    erasing(held, redacted(storage, held)).wake(now()).telling(Role.EXECUTOR, "kursk-roads");
            written(storage, erasing);
            assertThat(storage.messages().due(now(), null, 10)).hasSize(1);
            assertThat(storage.outbox().pending(now(), 10))
                    .isEqualTo(erasing.revision().tidings());
            assertThat(everything(storage, 10).get(0).wake()).isEqualTo(now());
        }
    }

    /** Versions of a message, each with a note that is personal. */
    private static Message life(Storage storage, int n, int versions) {
        Message held = written(storage, SampleMessage.of(n).note("Анна, 1"));
        while (held.version() < versions) {
            held = written(storage, SampleMessage.after(held).note("Анна, " + (held.version() + 1)));
        }
        return held;
    }

    private static List<Entry> redacted(Storage storage, Message held) {
        Codec codec = new Codec();
        return storage.messages().journal(held.id()).stream()
                .map(line -> codec.redact(line, Set.of("anna")))
                .toList();
    }

    /** The version that forgets who sent the message and what. */
    private static SampleMessage erasing(Message held, List<Entry> redacted) {
        SampleMessage erasing = SampleMessage.after(held).applicant("").text("").note("erased");
        redacted.forEach(erasing::redacting);
        return erasing;
    }

    private static Instant now() {
        return Instant.parse("2026-06-01T00:00:00Z");
    }
}
