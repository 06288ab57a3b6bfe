package feedback.pos.codec;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.DeclineReason;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.Rating;
import feedback.pos.message.Submission;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.testkit.SampleMessage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is taken out of a journal, and that nothing can be forgotten when a fact gets a new field. */
class RedactionTest {
    private static final Instant NOON = Instant.parse("2026-03-02T09:00:00Z");

    /** Says nothing about a person who writes: codes, names of officials' ids, numbers, digests. */
    private static final Set<String> IMPERSONAL = Set.of(
            "code",
            "territory",
            "model",
            "number",
            "organization",
            "executor",
            "topic",
            "once",
            "source",
            "row",
            "rule",
            "by",
            "key",
            "step",
            "path",
            "promisedBy",
            "fromTopic",
            "toTopic",
            "excludedOrganizations",
            "excludedPeople",
            // Of steps: calendars and their acts; areas as large as a territory
            "id",
            "edition",
            "act",
            "name",
            "district",
            "districtName",
            "chosen",
            "instead",
            "deputy");

    private final Codec codec = new Codec();

    @Test
    void every_text_of_every_fact_is_known_to_be_personal_or_not() {
        Set<String> unknown = new TreeSet<>();
        for (Class<?> fact : Event.class.getPermittedSubclasses()) {
            textsOf(fact, unknown, fact.getSimpleName());
        }
        assertThat(unknown).as("decide in Redaction, or in this test").isEmpty();
    }

    private static void textsOf(Class<?> type, Set<String> unknown, String where) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            boolean isKnown =
                    Stream.of(Redaction.TEXTS, Redaction.THINGS, IMPERSONAL).anyMatch(known -> known.contains(name));
            if (isKnown) {
                continue;
            }
            Class<?> element = element(component.getGenericType());
            if (element == String.class) {
                unknown.add(where + "." + name);
            } else if (element.isSealed() && element.isInterface()) {
                kindsOf(element).forEach(kind -> textsOf(kind, unknown, where + "." + kind.getSimpleName()));
            } else if (element.isRecord() && element.getPackageName().startsWith("feedback.pos")) {
                textsOf(element, unknown, where + "." + name);
            }
        }
    }

    /** The records of a family of steps. */
    private static Stream<Class<?>> kindsOf(Class<?> family) {
        return Stream.of(family.getPermittedSubclasses())
                .flatMap(each -> each.isSealed() ? kindsOf(each) : Stream.of(each));
    }

    private static Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic) {
            return element(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]);
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    private Entry line(Role role, String by, Event event) {
        return codec.seal("", new UUID(1, 2), 7, NOON, by, role, event);
    }

    @Test
    void texts_and_the_person_are_taken_out_and_the_seal_still_holds() {
        Entry line =
                line(Role.APPLICANT, "anna", new Event.Rated(new Rating(2, "Ничего не сделано", "Звонила Анна", NOON)));
        Entry redacted = codec.redact(line, Set.of("anna"));
        assertThat(redacted.by()).isEmpty();
        assertThat(redacted.body()).doesNotContain("Ничего", "Анна").contains("\"stars\":2");
        assertThat(redacted.seal()).isEqualTo(line.seal());
        assertThat(redacted.digest()).hasSize(64);
        assertThat(codec.isIntact("", redacted)).isTrue();
        assertThat(codec.readEvent(redacted)).isEqualTo(new Event.Rated(new Rating(2, "", "", NOON)));
    }

    @Test
    void what_an_official_did_stays_under_their_name() {
        Entry redacted = codec.redact(line(Role.HEAD, "head", new Event.Reworked("Позвоните Анне")), Set.of("anna"));
        assertThat(redacted.by()).isEqualTo("head");
        assertThat(redacted.body()).isEqualTo("{\"comment\":\"\"}");
    }

    @Test
    void the_reason_of_a_decline_is_one_of_a_list_and_stays() {
        Entry line = line(Role.MODERATOR, "moderator", new Event.Declined(DeclineReason.PROFANITY, "грубо"));
        assertThat(codec.readEvent(codec.redact(line, Set.of("anna"))))
                .isEqualTo(new Event.Declined(DeclineReason.PROFANITY, ""));
    }

    @Test
    void redacting_again_changes_nothing() {
        Entry once = codec.redact(line(Role.APPLICANT, "anna", new Event.Replied("Второй подъезд")), Set.of("anna"));
        assertThat(codec.redact(once, Set.of("anna"))).isSameAs(once);
        Entry plain = line(Role.SYSTEM, "system", new Event.Resumed());
        assertThat(codec.redact(plain, Set.of("anna"))).isSameAs(plain);
    }

    @Test
    void what_is_left_of_a_redacted_line_cannot_be_changed_unseen() {
        Entry redacted = codec.redact(line(Role.APPLICANT, "anna", new Event.Replied("Да")), Set.of("anna"));
        Entry later = new Entry(
                redacted.message(),
                redacted.version(),
                redacted.at().plusSeconds(1),
                redacted.by(),
                redacted.role(),
                redacted.type(),
                redacted.body(),
                redacted.seal(),
                redacted.digest());
        assertThat(codec.isIntact("", later)).isFalse();
        assertThat(codec.isIntact("another", redacted)).isFalse();
    }

    @Test
    void a_submission_keeps_what_statistics_are_made_of() {
        Submission sent = new Submission("anna", "Яма у дома Анны", new Territory("38701000"))
                .withPlace("Ленина, 5", null)
                .withCoApplicants(List.of("boris"))
                .withConsent(true, true);
        String body = codec.write(sent);
        Entry line = new Entry(
                new UUID(1, 2), 1, NOON, "anna", Role.APPLICANT, "Submitted", "{\"submission\":" + body + "}", "x");
        assertThat(codec.redact(line, Set.of("anna")).body())
                .contains("38701000", "\"open\":false", "\"coApplicants\":[]", "\"applicant\":\"\"")
                .doesNotContain("Яма", "Ленина", "boris", "anna");
    }

    @Test
    void seals_of_the_first_kind_are_still_understood() {
        Entry line = new Entry(
                new UUID(1, 2),
                1,
                NOON,
                "anna",
                Role.APPLICANT,
                "Noted",
                "{\"text\":\"x\"}",
                Seals.digest(
                        "",
                        new UUID(1, 2).toString(),
                        "1",
                        NOON.toString(),
                        "anna",
                        "APPLICANT",
                        "Noted",
                        "{\"text\":\"x\"}"));
        assertThat(codec.isIntact("", line)).isTrue();
        assertThat(codec.isIntact("y", line)).isFalse();
        assertThat(codec.isIntact("", codec.redact(line, Set.of("anna")))).isTrue();
    }

    @Test
    void a_message_comes_back_from_its_two_parts() {
        var message = SampleMessage.of(1).text("Яма «у школы» \u0000 👍").message();
        assertThat(codec.readMessage(codec.write(message.submission()), codec.writeState(message)))
                .isEqualTo(message);
        assertThat(codec.writeState(message)).doesNotContain("Яма");
    }
}
