package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.written;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Load;
import feedback.pos.store.Change;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Revision;
import feedback.pos.store.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link MessageStore#workload} promises to those who choose an executor. */
public interface WorkloadContract {

    /** A new storage that holds nothing. */
    Storage open();

    private static Load loadOf(String executor, Storage storage) {
        return storage.messages().workload(List.of(executor)).getOrDefault(executor, Load.none());
    }

    private static SampleMessage open(int n, String executor) {
        return SampleMessage.of(n).stage(Stage.EXECUTION).assignedTo(executor);
    }

    @Test
    default void nobody_holds_anything_in_an_empty_storage_and_nobody_is_asked_about() {
        try (Storage storage = open()) {
            assertThat(loadOf("roadman", storage)).isEqualTo(Load.none());
            assertThat(storage.messages().workload(List.of())).isEmpty();
        }
    }

    @Test
    default void what_is_owed_is_counted_for_each_executor_apart() {
        try (Storage storage = open()) {
            written(storage, open(1, "roadman"));
            written(storage, open(2, "heater"));
            written(storage, open(3, "roadman"));
            written(storage, SampleMessage.of(4));
            Map<String, Load> loads = storage.messages().workload(List.of("roadman", "heater", "nobody", "roadman"));
            assertThat(loads.get("roadman"))
                    .isEqualTo(new Load(2, SampleMessage.of(3).message().updatedAt()));
            assertThat(loads.get("heater"))
                    .isEqualTo(new Load(1, SampleMessage.of(2).message().updatedAt()));
            assertThat(loads.getOrDefault("nobody", Load.none())).isEqualTo(Load.none());
            assertThat(storage.messages().workload(List.of("heater"))).containsOnlyKeys("heater");
        }
    }

    @Test
    default void every_stage_in_which_an_answer_is_owed_counts_and_no_other() {
        try (Storage storage = open()) {
            int open = 0;
            int n = 0;
            for (Stage stage : Stage.values()) {
                written(storage, SampleMessage.of(n++).stage(stage).assignedTo("roadman"));
                open += stage.isOpen() ? 1 : 0;
            }
            assertThat(loadOf("roadman", storage).open()).isEqualTo(open);
        }
    }

    @Test
    default void what_is_finished_is_not_owed_but_was_given() {
        try (Storage storage = open()) {
            Message first = written(storage, open(1, "roadman"));
            Message last = written(storage, open(2, "roadman"));
            written(storage, SampleMessage.after(last).stage(Stage.CLOSED));
            assertThat(loadOf("roadman", storage)).isEqualTo(new Load(1, last.updatedAt()));
            written(storage, SampleMessage.after(first).stage(Stage.ANSWERED));
            assertThat(loadOf("roadman", storage)).isEqualTo(new Load(0, last.updatedAt()));
        }
    }

    @Test
    default void an_old_message_given_late_was_given_late() {
        try (Storage storage = open()) {
            Message old = written(storage, SampleMessage.of(1));
            written(storage, open(2, "roadman"));
            Instant late = old.createdAt().plusSeconds(86_400);
            written(
                    storage,
                    SampleMessage.after(old).at(late).stage(Stage.EXECUTION).assignedTo("roadman"));
            assertThat(loadOf("roadman", storage)).isEqualTo(new Load(2, late));
        }
    }

    @Test
    default void what_happens_later_to_a_message_does_not_give_it_anew() {
        try (Storage storage = open()) {
            Message given = written(storage, open(1, "roadman"));
            Message noted = written(storage, SampleMessage.after(given).executor("roadman"));
            written(storage, SampleMessage.after(noted).executor("roadman"));
            assertThat(loadOf("roadman", storage)).isEqualTo(new Load(1, given.updatedAt()));
        }
    }

    @Test
    default void whoever_lost_a_message_holds_it_no_more() {
        try (Storage storage = open()) {
            Message first = written(storage, open(1, "roadman"));
            Message second = written(storage, open(2, "roadman"));
            Message moved = written(storage, SampleMessage.after(first).assignedTo("heater"));
            written(storage, SampleMessage.after(second).executor(null));
            assertThat(loadOf("roadman", storage)).isEqualTo(Load.none());
            assertThat(loadOf("heater", storage)).isEqualTo(new Load(1, moved.updatedAt()));
        }
    }

    @Test
    default void a_message_that_was_removed_is_held_by_nobody() {
        try (Storage storage = open()) {
            Message held = written(storage, open(1, "roadman"));
            assertThat(storage.messages().remove(held.id(), held.version())).isTrue();
            assertThat(loadOf("roadman", storage)).isEqualTo(Load.none());
        }
    }

    @Test
    default void what_was_given_in_company_with_other_changes_counts() {
        try (Storage storage = open()) {
            Message sent = written(storage, SampleMessage.of(1));
            Revision given = SampleMessage.after(sent)
                    .stage(Stage.EXECUTION)
                    .assignedTo("roadman")
                    .revision();
            Revision noted =
                    SampleMessage.after(given.after()).executor("roadman").revision();
            assertThat(storage.messages().commit(List.of(Change.of(given), Change.of(noted))))
                    .isEmpty();
            assertThat(loadOf("roadman", storage))
                    .isEqualTo(new Load(1, given.after().updatedAt()));
        }
    }

    /** As an export is brought into another base. */
    @Test
    default void a_whole_life_written_at_once_tells_when_it_was_given() {
        try (Storage from = open();
                Storage to = Storage.inMemory()) {
            Message given = written(to, open(1, "roadman"));
            written(to, SampleMessage.after(given).executor("roadman"));
            from.messages()
                    .commit(to.messages().everything(null, 10).stream()
                            .map(each -> Change.of(each.asNew()))
                            .toList());
            assertThat(loadOf("roadman", from)).isEqualTo(new Load(1, given.updatedAt()));
        }
    }

    @Test
    default void many_are_asked_about_at_once_whatever_they_are_called() {
        try (Storage storage = open()) {
            List<String> people = new ArrayList<>();
            for (int n = 0; n < 1_000; n++) {
                people.add("o'brien % _ " + n);
            }
            for (int n = 0; n < 1_000; n += 50) {
                written(storage, open(n, people.get(n)));
            }
            written(storage, open(1_001, "Roadman"));
            assertThat(storage.messages().workload(people).values().stream()
                            .mapToInt(Load::open)
                            .sum())
                    .isEqualTo(20);
            assertThat(loadOf("roadman", storage)).isEqualTo(Load.none());
            assertThat(loadOf("Roadman ", storage)).isEqualTo(Load.none());
        }
    }
}
