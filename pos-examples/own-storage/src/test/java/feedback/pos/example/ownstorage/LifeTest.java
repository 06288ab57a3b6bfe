package feedback.pos.example.ownstorage;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Messages;
import feedback.pos.Pos;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.store.Filter;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.nio.file.Path;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform on the storage. */
class LifeTest {
    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");

    @TempDir
    Path folder;

    private Pos open() {
        return Pos.under(SampleRegion.regulation())
                .storage(MvStorage.in(folder.resolve("messages")))
                .clock(clock)
                .open();
    }

    @Test
    void a_message_lives_its_whole_life_and_every_journal_proves_its_row_also_when_opened_again() {
        List<String> told = new ArrayList<>();
        Pos.Verification before;
        try (Pos pos = open()) {
            Message answered = answered(pos, SampleRegion.boris());
            assertThat(pos.messages()
                            .rate(answered.id(), 5, null, SampleRegion.boris())
                            .stage())
                    .isEqualTo(Stage.CLOSED);
            Message poorly = answered(pos, SampleRegion.anna());
            pos.messages().rate(poorly.id(), 2, "ничего не сделано", SampleRegion.anna());
            UUID child = pos.messages()
                    .escalate(poorly.id(), SampleRegion.anna())
                    .links()
                    .child();
            assertThat(pos.messages().find(child)).isPresent();
            clock.advance(Period.ofDays(40));
            assertThat(pos.sweep().woken()).isPositive();
            assertThat(pos.tell((tiding, message) -> told.add(tiding.event()))).isEqualTo(told.size());
            assertThat(told).contains("Submitted", "Assigned");
            assertThat(pos.erase("boris")).isEqualTo(1);
            before = pos.verify();
            assertThat(before.faults()).isEmpty();
            assertThat(before.messages()).isEqualTo(3);
        }
        try (Pos pos = open()) {
            assertThat(pos.verify()).isEqualTo(before);
            assertThat(pos.tell((tiding, message) -> {})).isZero();
            assertThat(pos.messages().list(Filter.all(pos.now()).withText("Яма"), null, 10))
                    .hasSize(2);
        }
    }

    private static Message answered(Pos pos, Actor citizen) {
        Messages messages = pos.messages();
        Message pit = messages.submit(new Submission(citizen, "Яма на дороге у школы", oktmo("38701000"))
                .withTopic("roads.potholes")
                .withOnce("sent by " + citizen.person()));
        messages.accept(pit.id(), null, null, SampleRegion.moderator());
        messages.draft(pit.id(), Outcome.SOLVED, "Яма заделана", SampleRegion.executor());
        return messages.approve(pit.id(), SampleRegion.head());
    }
}
