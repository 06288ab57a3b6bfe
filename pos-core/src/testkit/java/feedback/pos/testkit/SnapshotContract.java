package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.everything;
import static feedback.pos.testkit.Steps.samples;
import static feedback.pos.testkit.Steps.together;
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
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@link Storage#snapshot} promises where a storage can give a view that does not change. No part of
 * {@link StorageContract}: a storage that gives itself instead need not implement it.
 */
public interface SnapshotContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(60)
    default void what_is_written_since_does_not_show() {
        try (Storage storage = open()) {
            SampleMessage sample = SampleMessage.of(1).once("key").wake(now()).telling(Role.APPLICANT, "anna");
            Message held = written(storage, sample);
            storage.records().put(List.of(new Document("person", "anna", "old"), new Document("key", "k", "old")));
            List<Held> before = everything(storage, 10);
            try (Storage view = storage.snapshot()) {
                written(
                        storage,
                        SampleMessage.after(held).stage(Stage.EXECUTION).telling(Role.APPLICANT, "boris"));
                Message added = written(
                        storage, SampleMessage.of(2).once("new").wake(now()).telling(Role.APPLICANT, "anna"));
                storage.records()
                        .put(List.of(new Document("person", "anna", "new"), new Document("topic", "t", "new")));
                storage.records().remove("key", "k");

                MessageStore messages = view.messages();
                assertThat(messages.find(held.id())).contains(held);
                assertThat(messages.find(added.id())).isEmpty();
                assertThat(messages.findAll(List.of(held.id(), added.id()))).containsExactly(held);
                assertThat(messages.findByNumber(added.number())).isEmpty();
                assertThat(messages.findByOnce("new")).isEmpty();
                assertThat(messages.journal(held.id())).hasSize(1);
                assertThat(messages.list(all(), null, 10)).containsExactly(held);
                assertThat(messages.list(all().withApplicant("boris"), null, 10))
                        .isEmpty();
                assertThat(messages.due(now(), null, 10)).containsExactly(new Wake(now(), held.id()));
                assertThat(everything(view, 1)).isEqualTo(before);
                assertThat(view.outbox().pending(now(), 10))
                        .isEqualTo(sample.revision().tidings());
                assertThat(view.records().get("person", "anna")).contains("old");
                assertThat(view.records().get("topic", "t")).isEmpty();
                assertThat(view.records().list("key", "", 10)).hasSize(1);
                assertThat(view.records().kinds()).containsExactly("key", "person");
            }
        }
    }

    @Test
    @Timeout(60)
    default void what_is_removed_or_told_since_is_still_there() {
        try (Storage storage = open()) {
            Message gone = written(storage, SampleMessage.of(1).once("key").telling(Role.APPLICANT, "anna"));
            List<Tiding> told = Steps.life(storage, 2, 2);
            List<Held> before = everything(storage, 10);
            try (Storage view = storage.snapshot()) {
                storage.messages().remove(gone.id(), 1);
                storage.outbox().told(told);
                assertThat(everything(storage, 10)).hasSize(1);
                assertThat(everything(view, 10)).isEqualTo(before);
                assertThat(view.messages().findByOnce("key")).contains(gone);
                assertThat(view.messages().journal(gone.id())).hasSize(1);
                assertThat(view.outbox().pending(now(), 10)).hasSize(3);
            }
        }
    }

    @Test
    @Timeout(60)
    default void snapshots_of_several_moments_stand_beside_each_other() {
        try (Storage storage = open()) {
            try (Storage empty = storage.snapshot()) {
                written(storage, SampleMessage.of(1));
                try (Storage one = storage.snapshot()) {
                    written(storage, SampleMessage.of(2));
                    try (Storage two = storage.snapshot()) {
                        written(storage, SampleMessage.of(3));
                        assertThat(everything(two, 10)).hasSize(2);
                    }
                    assertThat(everything(one, 10)).hasSize(1);
                }
                assertThat(everything(empty, 10)).isEmpty();
            }
            assertThat(everything(storage, 10)).hasSize(3);
        }
    }

    @Test
    @Timeout(60)
    default void page_by_page_beside_a_writer_it_is_one_moment() throws Exception {
        int messages = 20;
        int versions = 40;
        try (Storage storage = open()) {
            List<Message> first = written(storage, samples(0, messages));
            UUID one = first.get(0).id();
            AtomicBoolean isWritten = new AtomicBoolean();
            together(
                    2,
                    thread -> thread == 0
                            ? () -> read(storage, one, isWritten)
                            : () -> {
                                try {
                                    List<Message> held = first;
                                    while (held.get(0).version() < versions) {
                                        // One by one, so that those read are of at most two versions.
                                        held = held.stream()
                                                .map(each -> written(storage, SampleMessage.after(each)))
                                                .toList();
                                    }
                                    return versions;
                                } finally {
                                    isWritten.set(true);
                                }
                            });
            assertThat(storage.messages().find(one).orElseThrow().version()).isEqualTo(versions);
        }
    }

    private static Integer read(Storage storage, UUID one, AtomicBoolean isWritten) {
        int rounds = 0;
        while (!isWritten.get()) {
            try (Storage view = storage.snapshot()) {
                int version = view.messages().find(one).orElseThrow().version();
                List<Held> all = everything(view, 3);
                assertThat(all).hasSize(20).allSatisfy(each -> {
                    assertThat(each.message().version()).isBetween(version - 1, version);
                    assertThat(each.journal()).hasSize(each.message().version());
                });
                assertThat(view.messages().find(one).orElseThrow().version()).isEqualTo(version);
            }
            rounds++;
        }
        return rounds;
    }

    private static Filter all() {
        return Filter.all(now());
    }

    private static Instant now() {
        return Instant.parse("2026-06-01T00:00:00Z");
    }
}
