package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Status;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Organization;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How messages begin: what may be sent, which topic and holder it gets, and what is brought from elsewhere. */
class IntakeTest {
    private static final Regulation SAMPLE = SampleRegion.regulation();
    private static final Actor ANNA = SampleRegion.anna();
    private static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");
    private static final Submission LETTER = new Submission(ANNA, "Яма", oktmo("38701000"));

    private final Procedure life = new Procedure(SAMPLE);

    // What may be sent

    @Test
    void a_submission_may_fill_everything_to_the_brim() {
        Submission full = LETTER.withPlace("а".repeat(500), null)
                .withPortalNumber("п".repeat(200))
                .withOnce("к".repeat(200))
                .withAttachments(Collections.nCopies(10, "ф".repeat(200)))
                .withCoApplicants(Collections.nCopies(100, "с".repeat(200)))
                .withFields(fields(49, 200, "з".repeat(1_000)));

        assertThat(submit(full).submission()).isEqualTo(full);
        assertThat(submit(LETTER.withFields(fields(50, 1, ""))).submission().fields())
                .hasSize(50);
    }

    @Test
    void what_overflows_is_told_by_its_name() {
        assertWrong(LETTER.withPlace("а".repeat(501), null), "address text.tooLong");
        assertWrong(LETTER.withPortalNumber("п".repeat(201)), "portalNumber text.tooLong");
        assertWrong(LETTER.withOnce("к".repeat(201)), "once text.tooLong");
        assertWrong(LETTER.withAttachments(List.of("a", "ф".repeat(201))), "attachments[1] text.tooLong");
        assertWrong(LETTER.withAttachments(List.of("a", " ")), "attachments[1] field.missing");
        assertWrong(LETTER.withAttachments(Collections.nCopies(11, "a")), "attachments list.tooLong");
        assertWrong(LETTER.withCoApplicants(Collections.nCopies(101, "a")), "coApplicants list.tooLong");
        assertWrong(LETTER.withCoApplicants(List.of("с".repeat(201))), "coApplicants[0] text.tooLong");
        assertWrong(LETTER.withFields(fields(51, 1, "")), "fields list.tooLong");
        assertWrong(LETTER.withFields(Map.of("и".repeat(201), "")), "fields text.tooLong");
        assertWrong(LETTER.withFields(Map.of("имя", "з".repeat(1_001))), "fields text.tooLong");
        assertWrong(LETTER.withFields(Map.of(" ", "значение")), "fields field.missing");
        assertWrong(LETTER.withOrganization("nowhere"), "organization organization.unknown");
    }

    @Test
    void of_a_list_without_end_only_the_beginning_is_looked_at() {
        Refusal no = refusal(() -> submit(LETTER.withAttachments(Collections.nCopies(1_000, " "))));

        assertThat(no.fields()).hasSize(1 + 11);
    }

    @Test
    void an_applicant_has_a_name_of_two_hundred_characters_at_the_most() {
        Actor long200 = Actor.citizen("и".repeat(200));
        Actor long201 = Actor.citizen("и".repeat(201));

        assertThat(submit(new Submission(long200, "Яма", oktmo("38701000")), long200)
                        .stage())
                .isEqualTo(Stage.MODERATION);
        assertThat(refusal(() -> submit(new Submission(long201, "Яма", oktmo("38701000")), long201))
                        .fields())
                .extracting(Refusal.Field::field)
                .containsExactly("applicant");
    }

    @ParameterizedTest
    @CsvSource({
        "9,true",
        "10,true",
        "13,true",
        "8,false",
        "11,false",
        "31,false",
        "32,true",
        "126,true",
        "127,false",
        "159,false",
        "160,true",
        "55295,true",
        "57344,true",
        "65533,true",
        "65534,false",
        "65535,false",
        "65536,true",
        "131069,true",
        "131070,false",
        "131071,false"
    })
    void tabs_and_line_ends_are_text_and_other_control_characters_are_not(int character, boolean allowed) {
        String text = "a" + Character.toString(character);

        if (allowed) {
            assertThat(submit(new Submission(ANNA, text, oktmo("38701000")))
                            .submission()
                            .text())
                    .isEqualTo(text);
        } else {
            assertWrong(new Submission(ANNA, text, oktmo("38701000")), "text text.characters");
        }
    }

    @Test
    void halves_of_characters_are_refused_from_the_first_to_the_last() {
        for (String half : List.of("\ud800", "\udbff", "\udc00", "\udfff")) {
            assertWrong(new Submission(ANNA, "a" + half, oktmo("38701000")), "text text.characters");
        }
    }

    // Topic and holder

    @Test
    void the_applicants_own_topic_keeps_what_the_detector_thought_of_it() {
        Detection thoughts = new Detection(
                List.of(new Candidate("roads.signs", 0.5), new Candidate("roads.potholes", 0.25)), false, 0.6, "m1");

        Message sent = submit(LETTER.withTopic("roads.potholes"), thoughts);

        assertThat(sent.topic().decidedBy()).isEqualTo(DecidedBy.APPLICANT);
        assertThat(sent.topic().code()).isEqualTo("roads.potholes");
        assertThat(sent.topic().path()).containsExactly("roads", "roads.potholes");
        assertThat(sent.topic().probability()).isEqualTo(0.25);
        assertThat(sent.topic().alternatives()).hasSize(2);
        assertThat(sent.topic().model()).isEqualTo("m1");
        assertThat(submit(LETTER.withTopic("housing.garbage"), thoughts).topic().probability())
                .isNull();
        assertThat(submit(LETTER.withTopic("housing.garbage")).topic().model())
                .as("nobody spoke")
                .isNull();
    }

    @Test
    void a_retired_topic_gives_way_to_its_successor_from_the_day_of_its_retirement_in_the_regions_zone() {
        // Monday in Kamchatka begins when it is still Sunday noon by UTC
        Regulation later = under(SAMPLE.catalog().with("2", retired("roads.potholes", "2026-03-03", "roads.signs")));
        Regulation now = under(SAMPLE.catalog().with("2", retired("roads.potholes", "2026-03-02", "roads.signs")));

        assertThat(topic(later, LETTER.withTopic("roads.potholes"), Detection.none(), MONDAY))
                .isEqualTo("roads.potholes");
        assertThat(topic(now, LETTER.withTopic("roads.potholes"), Detection.none(), MONDAY))
                .isEqualTo("roads.signs");
        assertThat(topic(now, LETTER, sure("roads.potholes"), MONDAY)).isEqualTo("roads.signs");
        assertThat(topic(later, LETTER, sure("roads.potholes"), Instant.parse("2026-03-02T21:00:00Z")))
                .as("midnight in Moscow")
                .isEqualTo("roads.signs");
    }

    @Test
    void a_sure_detector_that_names_a_topic_nobody_knows_leaves_the_fallback() {
        assertThat(submit(LETTER, sure("from.another.edition")).topic().code()).isEqualTo("other");
    }

    @Test
    void nobody_is_named_to_execute_what_nobody_has_admitted() {
        Message sent = submit(LETTER.withTopic("roads.potholes"));

        assertThat(sent.holder().organization()).isEqualTo("kursk-roads");
        assertThat(sent.holder().path()).containsExactly("region", "kursk", "kursk-roads");
        assertThat(sent.holder().executor()).isNull();
    }

    @Test
    void the_addressee_whom_the_table_names_too_keeps_its_executor() {
        Message sent = submit(LETTER.withTopic("roads.potholes").withOrganization("kursk-roads"));

        assertThat(life.accept(sent, null, null, SampleRegion.moderator(), MONDAY)
                        .after()
                        .holder()
                        .executor())
                .isEqualTo("roadman");
    }

    @Test
    void without_a_route_for_its_place_a_message_is_refused() {
        Organization office = new Organization(
                "office",
                "region",
                "Представительство в Москве",
                Organization.Level.REGIONAL_BODY,
                oktmo("45000000"),
                ZoneId.of("Europe/Moscow"),
                null);
        Regulation lacking = new Regulation(
                "region",
                SAMPLE.zone(),
                SAMPLE.calendar(),
                SampleRegion.organizations().with(office),
                SAMPLE.catalog(),
                Routes.of(List.of(new Route("", "38000000", "region", null))),
                Policy.defaults());

        Refusal no = refusal(() -> new Procedure(lacking)
                .submit(
                        new UUID(1, 1),
                        new Submission(ANNA, "Яма", oktmo("45000000")),
                        Detection.none(),
                        ANNA,
                        MONDAY));

        assertThat(no.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(no.key()).isEqualTo("route.missing");
    }

    @Test
    void a_sure_topic_without_an_executor_skips_the_moderator_only() {
        Procedure quick = new Procedure(SAMPLE.with(
                Policy.defaults().edit().sureTopicSkipsModerator(true).done()));

        Message sure = quick.submit(new UUID(1, 1), LETTER, sure("roads.signs"), ANNA, MONDAY)
                .after();
        Message chosen = quick.submit(
                        new UUID(1, 1), LETTER.withTopic("roads.potholes"), Detection.none(), ANNA, MONDAY)
                .after();

        assertThat(sure.stage()).isEqualTo(Stage.COORDINATION);
        assertThat(sure.status()).isEqualTo(Status.MODERATION_ACCEPT);
        assertThat(chosen.stage()).isEqualTo(Stage.MODERATION);
    }

    @Test
    void what_is_to_be_shown_publicly_is_looked_at_by_a_person_however_sure_the_topic_is() {
        Procedure quick = new Procedure(SAMPLE.with(
                Policy.defaults().edit().sureTopicSkipsModerator(true).done()));

        Message open = quick.submit(new UUID(1, 1), LETTER.withConsent(true, true), sure("roads.signs"), ANNA, MONDAY)
                .after();

        assertThat(open.topic().code()).isEqualTo("roads.signs");
        assertThat(open.stage()).isEqualTo(Stage.MODERATION);
    }

    @Test
    void where_no_topic_is_sure_but_one_above_is_the_message_waits_under_that_one() {
        Detection category = new Detection(
                List.of(new Candidate("roads.signs", 0.5), new Candidate("roads.potholes", 0.45)),
                false,
                0.8,
                "m1",
                new Candidate("roads", 0.95));

        Message sent = submit(LETTER, category);

        assertThat(sent.topic().code()).isEqualTo("roads");
        assertThat(sent.topic().decidedBy()).isEqualTo(DecidedBy.MODEL);
        assertThat(sent.topic().sure()).isFalse();
        assertThat(sent.topic().fastTrack()).isFalse();
        assertThat(sent.stage()).isEqualTo(Stage.MODERATION);
        Regulation without = under(SAMPLE.catalog().with("2", retired("roads", "2026-03-01", "other")));
        assertThat(topic(without, LETTER, category, MONDAY)).isEqualTo("other");
        Regulation shadow = SAMPLE.with(SAMPLE.policy()
                .edit()
                .acceptance(new Acceptance(Mode.SHADOW, Map.of(), null))
                .done());
        assertThat(topic(shadow, LETTER, category, MONDAY)).isEqualTo("other");
    }

    // Brought from elsewhere

    @Test
    void what_is_brought_stands_where_it_stood() {
        Message unsorted = bring(null, null, null);
        Message sorted = bring("roads.signs", null, null);
        Message worked = bring("roads.signs", "lgov", null);
        Message done = bring(null, null, MONDAY.minusSeconds(60));

        assertThat(unsorted.stage()).isEqualTo(Stage.MODERATION);
        assertThat(unsorted.status()).isEqualTo(Status.MODERATION_NEW);
        assertThat(unsorted.topic().decidedBy()).isEqualTo(DecidedBy.MODEL);
        assertThat(sorted.stage()).isEqualTo(Stage.COORDINATION);
        assertThat(sorted.status()).isEqualTo(Status.MODERATION_ACCEPT);
        assertThat(sorted.topic().decidedBy()).isEqualTo(DecidedBy.PERSON);
        assertThat(sorted.holder().organization()).isEqualTo("kursk-roads");
        assertThat(worked.stage()).isEqualTo(Stage.EXECUTION);
        assertThat(worked.status()).isEqualTo(Status.SET_EXECUTOR);
        assertThat(worked.holder().organization()).isEqualTo("lgov");
        assertThat(worked.answer()).isNull();
        assertThat(done.stage()).isEqualTo(Stage.CLOSED);
        assertThat(done.status()).isEqualTo(Status.SEND_RESPONSE);
        assertThat(done.outcome()).isEqualTo(Outcome.EXPLAINED);
        assertThat(done.answer())
                .isNotNull()
                .satisfies(answer -> assertThat(answer.sentAt()).isEqualTo(MONDAY.minusSeconds(60)));
    }

    @Test
    void texts_from_elsewhere_may_be_longer_than_a_form_takes() {
        assertThat(bring("я".repeat(20_000)).submission().text()).hasSize(20_000);
        assertThat(refusal(() -> bring("я".repeat(20_001))).fields())
                .extracting(Refusal.Field::key)
                .containsExactly("text.tooLong");
    }

    @Test
    void of_what_is_brought_only_what_is_past_is_not_announced() {
        // Ten days from 22 February end on 4 March: moderation is late, the answer is not
        PastMessage past = new PastMessage(
                LETTER, "file.csv", "17", MONDAY.minus(Duration.ofDays(8)), "roads.potholes", null, null);
        Message brought =
                life.bring(new UUID(1, 1), past, Detection.none(), MONDAY).after();

        assertThat(life.wake(brought, MONDAY).facts()).isEmpty();
        assertThat(brought.alerts().taken()).extracting(Message.Taken::step).containsExactly("STAGE COORDINATION");
        assertThat(life.wake(brought, brought.deadline().due()).facts())
                .as("the day before the due date is still to come")
                .hasSize(1);
    }

    // The complaint

    @Test
    void a_complaint_carries_on_with_what_was_sent_and_with_who_is_excluded() {
        Message sent = submit(
                LETTER.withTopic("roads.signs").withPlace("ул. Ленина", null).withKind(Kind.APPEAL));
        Message child = escalated(rated(answered(sent)));

        assertThat(child.kind()).isEqualTo(Kind.APPEAL);
        assertThat(child.submission().text()).isEqualTo("Яма");
        assertThat(child.submission().address()).isEqualTo("ул. Ленина");
        assertThat(child.submission().organization()).isEqualTo("kursk");
        assertThat(child.stage()).isEqualTo(Stage.COORDINATION);
        assertThat(child.status()).isEqualTo(Status.FORWARD_TO_PARENT);
        assertThat(child.links().round()).isEqualTo(1);
        assertThat(child.links().excludedOrganizations()).containsExactly("kursk-roads");
        assertThat(child.links().excludedPeople()).containsExactly("executor");
        assertThat(child.createdAt()).as("a clock of its own").isEqualTo(MONDAY.plusSeconds(60));
    }

    private Message answered(Message sent) {
        Message accepted =
                life.accept(sent, null, null, SampleRegion.moderator(), MONDAY).after();
        Message assigned = life.assign(accepted, null, null, SampleRegion.coordinator(), MONDAY)
                .after();
        Message drafted = life.draft(assigned, Outcome.SOLVED, "Сделано", List.of(), SampleRegion.executor(), MONDAY)
                .after();
        return life.approve(drafted, SampleRegion.head(), MONDAY).after();
    }

    private Message rated(Message answered) {
        return life.rate(answered, 1, "ничего", null, ANNA, MONDAY).after();
    }

    private Message escalated(Message rated) {
        return life.escalate(rated, new UUID(2, 2), null, ANNA, MONDAY.plusSeconds(60))
                .get(1)
                .after();
    }

    private Message bring(@Nullable String topic, @Nullable String organization, @Nullable Instant closed) {
        PastMessage past =
                new PastMessage(LETTER, "file.csv", "17", MONDAY.minusSeconds(90), topic, organization, closed);
        return life.bring(new UUID(1, 1), past, Detection.none(), MONDAY).after();
    }

    private Message bring(String text) {
        PastMessage past = new PastMessage(
                new Submission(ANNA, text, oktmo("38701000")), "file.csv", "17", MONDAY, null, null, null);
        return life.bring(new UUID(1, 1), past, Detection.none(), MONDAY).after();
    }

    private Message submit(Submission submission) {
        return submit(submission, Detection.none());
    }

    private Message submit(Submission submission, Detection detection) {
        return life.submit(new UUID(1, 1), submission, detection, ANNA, MONDAY).after();
    }

    private Message submit(Submission submission, Actor by) {
        return life.submit(new UUID(1, 1), submission, Detection.none(), by, MONDAY)
                .after();
    }

    private static Regulation under(Catalog catalog) {
        return Regulation.of("region", SAMPLE.calendar(), SAMPLE.directory(), catalog, SAMPLE.routes());
    }

    private static String topic(Regulation under, Submission submission, Detection detection, Instant at) {
        return new Procedure(under)
                .submit(new UUID(1, 1), submission, detection, ANNA, at)
                .after()
                .topic()
                .code();
    }

    private static Topic retired(String code, String day, String successor) {
        Topic topic = SAMPLE.catalog().get(code);
        return new Topic(
                code,
                topic.parent(),
                topic.name(),
                null,
                topic.fastTrack(),
                null,
                List.of(),
                LocalDate.parse(day),
                successor);
    }

    private static Detection sure(String topic) {
        return new Detection(List.of(new Candidate(topic, 0.97)), true, 0.6, "m1");
    }

    private static Map<String, String> fields(int count, int length, String value) {
        Map<String, String> fields = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(String.format("%0" + Math.max(2, length) + "d", i));
        }
        names.forEach(name -> fields.put(name, value));
        return fields;
    }

    private void assertWrong(Submission submission, String fieldAndKey) {
        assertThat(refusal(() -> submit(submission)).fields())
                .extracting(each -> each.field() + " " + each.key())
                .containsExactly(fieldAndKey);
    }

    private static Refusal refusal(Runnable act) {
        Refusal no = catchThrowableOfType(Refusal.class, act::run);
        assertThat(no).as("a refusal").isNotNull();
        return no;
    }
}
