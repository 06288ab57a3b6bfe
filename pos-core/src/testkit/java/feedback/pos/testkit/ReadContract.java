package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.everything;
import static feedback.pos.testkit.Steps.samples;
import static feedback.pos.testkit.Steps.written;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Role;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link MessageStore#findAll} and {@link Storage#snapshot} promise to those who read. */
public interface ReadContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    default void messages_are_found_together_as_they_are_found_alone() {
        try (Storage storage = open()) {
            List<Message> all = written(storage, samples(0, 20));
            Message changed = written(storage, SampleMessage.after(all.get(3)).stage(Stage.EXECUTION));
            List<UUID> wanted =
                    List.of(all.get(7).id(), all.get(3).id(), all.get(19).id());
            assertThat(storage.messages().findAll(wanted)).containsExactlyInAnyOrder(all.get(7), changed, all.get(19));
            assertThat(storage.messages().findAll(Set.copyOf(wanted)))
                    .containsExactlyInAnyOrder(all.get(7), changed, all.get(19));
            assertThat(storage.messages().findAll(List.of(all.get(0).id()))).containsExactly(all.get(0));
        }
    }

    @Test
    default void ids_that_nobody_knows_are_passed_over_and_one_named_twice_is_found_once() {
        try (Storage storage = open()) {
            List<Message> all = written(storage, samples(0, 3));
            UUID never = SampleMessage.of(9).message().id();
            assertThat(storage.messages().findAll(List.of())).isEmpty();
            assertThat(storage.messages().findAll(List.of(never))).isEmpty();
            List<UUID> twice =
                    new ArrayList<>(List.of(never, all.get(1).id(), all.get(2).id(), never));
            twice.add(all.get(1).id());
            Collections.reverse(twice);
            assertThat(storage.messages().findAll(twice)).containsExactlyInAnyOrder(all.get(1), all.get(2));
        }
    }

    @Test
    default void a_thousand_messages_are_found_at_once() {
        try (Storage storage = open()) {
            List<Message> all = written(storage, samples(0, 1000));
            written(storage, samples(1000, 1010));
            assertThat(storage.messages().findAll(all.stream().map(Message::id).toList()))
                    .containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    default void a_snapshot_shows_what_the_storage_holds() {
        try (Storage storage = open()) {
            SampleMessage sample = SampleMessage.of(1)
                    .once("key")
                    .wake(Instant.parse("2026-04-01T00:00:00Z"))
                    .telling(Role.APPLICANT, "anna");
            Message held = written(storage, sample);
            Document document = new Document("person", "anna", "{}");
            storage.records().put(List.of(document));
            List<Held> all = everything(storage, 10);
            List<Tiding> pending = storage.outbox().pending(CommitContract.FAR, 10);
            try (Storage view = storage.snapshot()) {
                MessageStore messages = view.messages();
                assertThat(messages.find(held.id())).contains(held);
                assertThat(messages.findAll(List.of(held.id()))).containsExactly(held);
                assertThat(messages.findByNumber(held.number())).contains(held);
                assertThat(messages.findByOnce("key")).contains(held);
                assertThat(messages.journal(held.id()))
                        .isEqualTo(sample.revision().entries());
                assertThat(messages.list(Filter.all(CommitContract.FAR), null, 10))
                        .containsExactly(held);
                assertThat(messages.due(CommitContract.FAR, null, 10)).hasSize(1);
                assertThat(everything(view, 10)).isEqualTo(all);
                assertThat(view.outbox().pending(CommitContract.FAR, 10)).isEqualTo(pending);
                assertThat(view.records().get("person", "anna")).contains("{}");
                assertThat(view.records().list("person", "", 10)).containsExactly(document);
                assertThat(view.records().kinds()).containsExactly("person");
            }
        }
    }

    @Test
    default void a_storage_goes_on_beside_a_snapshot_and_when_it_is_closed() {
        try (Storage storage = open()) {
            Message first = written(storage, SampleMessage.of(1));
            try (Storage view = storage.snapshot()) {
                assertThat(view.messages().find(first.id())).contains(first);
                Message second = written(storage, SampleMessage.after(first));
                assertThat(storage.messages().find(first.id())).contains(second);
                storage.records().put(List.of(new Document("person", "anna", "{}")));
            }
            assertThat(storage.messages().find(first.id()).map(Message::version))
                    .contains(2);
            written(storage, SampleMessage.of(2));
            try (Storage later = storage.snapshot()) {
                assertThat(everything(later, 10))
                        .isEqualTo(everything(storage, 10))
                        .hasSize(2);
                assertThat(later.records().kinds()).containsExactly("person");
            }
        }
    }
}
