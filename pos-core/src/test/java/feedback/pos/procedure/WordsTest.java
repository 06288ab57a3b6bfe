package feedback.pos.procedure;

import static feedback.pos.procedure.Walk.ANNA;
import static feedback.pos.procedure.Walk.COORDINATOR;
import static feedback.pos.procedure.Walk.EXECUTOR;
import static feedback.pos.procedure.Walk.HEAD;
import static feedback.pos.procedure.Walk.MODERATOR;
import static feedback.pos.procedure.Walk.MONDAY;
import static feedback.pos.procedure.Walk.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.DeclineReason;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.testkit.SampleRegion;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every verb says what is wrong with the words that come with it, and does nothing then. */
class WordsTest {
    private static final String TOO_LONG = "к".repeat(4_001);
    private static final LocalDate SPRING = LocalDate.of(2026, 5, 4);

    private final Procedure life = new Procedure(SampleRegion.regulation());
    private final Walk walk = new Walk(life);

    @Test
    void a_comment_that_may_be_left_out_has_its_limit_all_the_same() {
        Message sent = walk.sent("roads.signs");
        Message executing = walk.executing("roads.signs");
        Message standing = life.suspend(executing, LocalDate.of(2026, 3, 6), "запрос", null, EXECUTOR, MONDAY)
                .after();
        Message answered = walk.answered(executing);
        Message rated = walk.rated(answered, 1);

        assertTooLong("comment", () -> life.accept(sent, null, TOO_LONG, MODERATOR, MONDAY));
        assertTooLong("comment", () -> life.decline(sent, DeclineReason.SPAM, TOO_LONG, MODERATOR, MONDAY));
        assertTooLong("comment", () -> life.convert(sent, Kind.APPEAL, TOO_LONG, MODERATOR, MONDAY));
        assertTooLong("comment", () -> life.withdraw(sent, null, TOO_LONG, ANNA, MONDAY));
        assertTooLong("comment", () -> life.resume(standing, TOO_LONG, HEAD, MONDAY.plusSeconds(60)));
        assertTooLong("comment", () -> life.rate(answered, 5, null, TOO_LONG, ANNA, MONDAY));
        assertTooLong("reason", () -> life.rate(answered, 5, TOO_LONG, null, ANNA, MONDAY));
        assertTooLong("comment", () -> life.escalate(rated, new UUID(2, 2), TOO_LONG, ANNA, MONDAY));
    }

    @Test
    void what_others_rely_on_must_say_something_and_not_too_much() {
        Message accepted = walk.accepted("roads.signs");
        Message executing = walk.executing("roads.signs");
        Message drafted = walk.drafted(executing);
        Message asked = life.ask(executing, "Где?", EXECUTOR, MONDAY).after();

        for (String text : List.of(" ", TOO_LONG)) {
            String key = text.isBlank() ? "field.missing" : "text.tooLong";
            assertThat(wrong(() -> life.forward(accepted, "region", text, COORDINATOR, MONDAY)))
                    .containsExactly("comment " + key);
            assertThat(wrong(() -> life.giveBack(executing, text, EXECUTOR, MONDAY)))
                    .containsExactly("comment " + key);
            assertThat(wrong(() -> life.rework(drafted, text, HEAD, MONDAY))).containsExactly("comment " + key);
            assertThat(wrong(() -> life.note(executing, text, HEAD, MONDAY))).containsExactly("text " + key);
            assertThat(wrong(() -> life.reply(asked, text, ANNA, MONDAY))).containsExactly("text " + key);
            assertThat(wrong(() -> life.postpone(executing, SPRING, text, "весной", EXECUTOR, MONDAY)))
                    .containsExactly("reason " + key);
            assertThat(wrong(() -> life.extend(executing, SPRING, text, null, HEAD, MONDAY)))
                    .containsExactly("reason " + key);
        }
        assertThat(wrong(() -> life.extend(executing, SPRING, "снег", "д".repeat(501), HEAD, MONDAY)))
                .containsExactly("document text.tooLong");
        assertThat(wrong(() -> life.postpone(executing, SPRING, "снег", " ", EXECUTOR, MONDAY)))
                .containsExactly("text field.missing");
    }

    @Test
    void a_question_has_four_hundred_characters_at_the_most() {
        Message executing = walk.executing("roads.signs");

        assertThat(wrong(() -> life.ask(executing, "?".repeat(401), EXECUTOR, MONDAY)))
                .containsExactly("question text.tooLong");
        assertThat(life.ask(executing, "?".repeat(400), EXECUTOR, MONDAY).facts())
                .isNotEmpty();
    }

    @Test
    void an_answer_has_words_and_at_most_ten_files() {
        Message executing = walk.executing("roads.signs");

        assertThat(wrong(() ->
                        life.draft(executing, Outcome.SOLVED, " ", Collections.nCopies(11, "f"), EXECUTOR, MONDAY)))
                .containsExactly("text field.missing", "attachments list.tooLong");
        assertThat(wrong(() -> life.draft(
                        executing, Outcome.SOLVED, "о".repeat(20_001), List.of("ф".repeat(201)), EXECUTOR, MONDAY)))
                .containsExactly("text text.tooLong", "attachments[0] text.tooLong");
        assertThat(life.draft(
                                executing,
                                Outcome.REJECTED,
                                "о".repeat(20_000),
                                Collections.nCopies(10, "ф".repeat(200)),
                                EXECUTOR,
                                MONDAY)
                        .facts())
                .hasSize(1);
    }

    @Test
    void a_note_is_kept_with_its_author_and_changes_nothing() {
        Message executing = walk.executing("roads.signs");

        Decision noted = life.note(executing, "звонил", HEAD, MONDAY.plusSeconds(60));

        assertThat(noted.before()).isEqualTo(executing);
        assertThat(noted.facts())
                .singleElement()
                .satisfies(fact -> assertThat(fact.by()).isEqualTo("head"));
        assertThat(noted.after().stage()).isEqualTo(executing.stage());
        assertThat(noted.after().updatedAt()).isEqualTo(MONDAY.plusSeconds(60));
    }

    @Test
    void a_rating_has_one_to_five_stars() {
        Message answered = walk.answered(walk.executing("roads.signs"));

        assertThat(wrong(() -> life.rate(answered, 0, "нет", null, ANNA, MONDAY)))
                .containsExactly("stars stars.range");
        assertThat(wrong(() -> life.rate(answered, 6, null, null, ANNA, MONDAY)))
                .containsExactly("stars stars.range");
        assertThat(walk.rated(answered, 1).rating()).isNotNull();
        assertThat(walk.rated(answered, 5).rating()).isNotNull();
    }

    private static void assertTooLong(String field, Runnable act) {
        assertThat(wrong(act)).containsExactly(field + " text.tooLong");
    }
}
